package org.safeandaway.simulator.universe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.safeandaway.simulator.universe.hub.Bug;

/** What must hold in every universe; {@code oracle.Oracle} lists it. */
class UniverseTest {
  private static final int SEEDS = 1000;
  private static final int SEEDS_WITH_A_BUG = 100;

  @Test
  @Tag("PAN-1")
  @Tag("DUR-1")
  @Tag("ADV-1")
  @Tag("CHK-1")
  @Tag("CHK-3")
  @Tag("EXT-1")
  @Tag("END-2")
  @Tag("LEAVE-1")
  @Tag("ESC-2")
  @Tag("ESC-3")
  @Tag("ESC-4")
  @Tag("ESC-5")
  void goesAsItMustForEverySeed() {
    Multiverse.Result result = Multiverse.run(1, SEEDS, Bug.NONE);

    System.out.println(Universe.summary(result, SEEDS));
    assertThat(result.violations())
        .as(
            () ->
                "to see the first again: "
                    + Universe.replay(result.violations().firstKey(), Bug.NONE))
        .isEmpty();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void findsEveryFaultThatIsPutIn(Bug bug) {
    Multiverse.Result result = Multiverse.run(1, SEEDS_WITH_A_BUG, bug);

    System.out.println(
        bug + ": found by " + result.violations().size() + " of " + SEEDS_WITH_A_BUG + " seeds");
    assertThat(result.violations()).isNotEmpty();
  }

  @Test
  void givesTheSameHistoryForTheSameSeed() {
    for (long seed = 1; seed <= 20; seed++) {
      assertThat(History.of(seed, Bug.NONE).tape().hash())
          .isEqualTo(History.of(seed, Bug.NONE).tape().hash());
    }
    assertThat(History.of(1, Bug.NONE).tape().hash())
        .isNotEqualTo(History.of(2, Bug.NONE).tape().hash());
  }

  /** Another process has other identity hash codes, and walks immutable sets in another order. */
  @Test
  void givesTheSameHistoryInAnotherProcess() throws IOException, InterruptedException {
    ByteArrayOutputStream here = new ByteArrayOutputStream();
    Universe.run(new String[] {"--seed", "7"}, new PrintStream(here, true, StandardCharsets.UTF_8));

    String there = inAnotherProcess("--seed", "7");

    assertThat(there).isEqualTo(here.toString(StandardCharsets.UTF_8)).contains("trace ");
  }

  @Test
  void saysWhatItDoesNotUnderstand() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    int exit = Universe.run(new String[] {"--seeds", "many"}, new PrintStream(out, true));

    assertThat(exit).isEqualTo(64);
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("--seeds is a whole number");
  }

  private static String inAnotherProcess(String... arguments)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Universe.class.getName());
    builder.command().addAll(List.of(arguments));
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    Process process = builder.start();
    try (InputStream output = process.getInputStream()) {
      String said = new String(output.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).isZero();
      return said;
    }
  }
}
