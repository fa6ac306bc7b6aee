package org.safeandaway.hub.watch;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;

/** What the pure half of the hub may know. A rule that matches no class fails. */
@AnalyzeClasses(packages = "org.safeandaway.hub", importOptions = DoNotIncludeTests.class)
class WatchWallsTest {
  private static final String WATCH = "org.safeandaway.hub.watch..";
  private static final String POLICY = "org.safeandaway.hub.policy..";

  /** So no database, no network, no file and no thread either. */
  @ArchTest
  static final ArchRule THE_WATCH_KNOWS_ITS_POLICY_AND_THE_PROTOCOL_ONLY =
      classes()
          .that()
          .resideInAPackage(WATCH)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              WATCH,
              POLICY,
              "org.safeandaway.protocol..",
              "java.lang..",
              "java.time..",
              "java.util..",
              "java.nio.charset..",
              "org.jspecify..")
          .allowEmptyShould(false);

  @ArchTest
  static final ArchRule A_POLICY_IS_ONLY_VALUES =
      classes()
          .that()
          .resideInAPackage(POLICY)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              POLICY,
              "java.lang..",
              "java.time..",
              "java.util..",
              "org.jspecify..",
              "org.safeandaway.protocol..")
          .allowEmptyShould(false);

  /** Time is a parameter, so that the whole of it can run on a virtual clock. */
  @ArchTest
  static final ArchRule WATCH_AND_POLICY_ASK_NO_CLOCK =
      noClasses()
          .that()
          .resideInAnyPackage(WATCH, POLICY)
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(InstantSource.class)
          .allowEmptyShould(false);

  @ArchTest
  static final ArchRule WATCH_AND_POLICY_THROW_NO_DICE =
      noClasses()
          .that()
          .resideInAnyPackage(WATCH, POLICY)
          .should()
          .callMethod(UUID.class, "randomUUID")
          .orShould()
          .callMethod(Math.class, "random")
          .orShould()
          .dependOnClassesThat()
          .haveNameMatching("java\\.util\\.(random\\..*|Random|concurrent\\..*)")
          .allowEmptyShould(false);
}
