package communique.record;

import communique.platform.Database;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContext;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContextProvider;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Repeats a class for each kind of database; see [EachDatabase].
final class Newsrooms implements ClassTemplateInvocationContextProvider {
  @Override
  public boolean supportsClassTemplate(ExtensionContext context) {
    return true;
  }

  @Override
  public Stream<ClassTemplateInvocationContext> provideClassTemplateInvocationContexts(
      ExtensionContext context) {
    return Stream.of(Database.Kind.values()).map(On::new);
  }

  private record On(Database.Kind kind) implements ClassTemplateInvocationContext {
    @Override
    public String getDisplayName(int index) {
      return "on " + kind;
    }

    @Override
    public List<Extension> getAdditionalExtensions() {
      return List.of(new Giving(kind));
    }
  }

  private record Giving(Database.Kind kind) implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == TestNewsroom.class;
    }

    @Override
    public TestNewsroom resolveParameter(ParameterContext parameter, ExtensionContext context) {
      // Kept where the test's own context ends, which closes it.
      return context
          .getStore(Namespace.create(Newsrooms.class, context.getUniqueId()))
          .computeIfAbsent(TestNewsroom.class, type -> TestNewsroom.open(kind), TestNewsroom.class);
    }
  }
}
