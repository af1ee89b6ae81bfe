package communique.whole;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The demonstration newsroom, started once for all tests that only read it.
final class Demo {
  private static @Nullable Demo shared;

  private final RunningNewsroom newsroom = new RunningNewsroom(Map.of()).start("demo");
  private final Crawl crawl = Crawl.of(newsroom);

  private Demo() {}

  static synchronized Demo shared() {
    Demo demo = shared;
    if (demo == null) {
      demo = new Demo();
      Runtime.getRuntime().addShutdownHook(new Thread(demo.newsroom::close));
      shared = demo;
    }
    return demo;
  }

  RunningNewsroom newsroom() {
    return newsroom;
  }

  Crawl crawl() {
    return crawl;
  }
}
