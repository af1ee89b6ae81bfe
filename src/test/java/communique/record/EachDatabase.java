package communique.record;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/// Runs every test of a class on SQLite and on a real PostgreSQL. A test (or a method before each
/// of them) that has a parameter of type [TestNewsroom] is given one with an empty store of its
/// own.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ClassTemplate
@ExtendWith(Newsrooms.class)
public @interface EachDatabase {}
