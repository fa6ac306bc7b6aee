package org.safeandaway.hub;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;

/** Which room of the hub may know what. A rule that matches no class fails. */
@AnalyzeClasses(packages = "org.safeandaway.hub", importOptions = DoNotIncludeTests.class)
class WallsTest {
  private static final String WATCH = "org.safeandaway.hub.watch..";
  private static final String POLICY = "org.safeandaway.hub.policy..";
  private static final String DESK = "org.safeandaway.hub.desk..";

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
          .resideInAnyPackage(POLICY, "java.lang..", "java.time..", "java.util..", "org.jspecify..")
          .allowEmptyShould(false);

  /** Time is a parameter, so that the whole of it can run on a virtual clock. */
  @ArchTest
  static final ArchRule WATCH_POLICY_AND_DESK_ASK_NO_CLOCK =
      noClasses()
          .that()
          .resideInAnyPackage(WATCH, POLICY, DESK)
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Clock.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(InstantSource.class)
          .allowEmptyShould(false);

  /** The desk's lanes measure how long something took; a watch does not even that. */
  @ArchTest
  static final ArchRule WATCH_AND_POLICY_MEASURE_NOTHING =
      noClasses()
          .that()
          .resideInAnyPackage(WATCH, POLICY)
          .should()
          .callMethod(System.class, "nanoTime")
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

  @ArchTest
  static final ArchRule WATCH_AND_POLICY_SEE_NO_DATABASE =
      noClasses()
          .that()
          .resideInAnyPackage(WATCH, POLICY)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "javax.sql..")
          .allowEmptyShould(false);

  @ArchTest
  static final ArchRule PAHO_STAYS_IN_THE_UPLINK =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.safeandaway.hub.uplink..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.eclipse.paho..")
          .allowEmptyShould(false);
}
