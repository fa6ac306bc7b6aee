package org.safeandaway.device;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/** The walls of the firmware. Each rule fails if there is nothing left that it could catch. */
@AnalyzeClasses(packages = "org.safeandaway.device", importOptions = DoNotIncludeTests.class)
class WallsTest {
  private static final String ROOT = "org.safeandaway.device";

  /** A value is made of values: no disk, no network, no thread, no log. */
  @ArchTest
  static final ArchRule THE_MACHINE_IS_PURE =
      classes()
          .that()
          .resideInAPackage("..device.wearable..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "..device.wearable..",
              "org.safeandaway.protocol..",
              "org.jspecify..",
              "java.lang..",
              "java.time..",
              "java.util",
              "java.util.function..",
              "java.util.stream..")
          .allowEmptyShould(false);

  @ArchTest
  static final ArchRule THE_MACHINE_HAS_NO_CLOCK_AND_NO_CHANCE =
      noClasses()
          .that()
          .resideInAPackage("..device.wearable..")
          .should()
          .dependOnClassesThat()
          .areAssignableTo(InstantSource.class)
          .orShould()
          .dependOnClassesThat()
          .belongToAnyOf(System.class, Thread.class, Random.class)
          .orShould()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(Math.class, "random")
          .allowEmptyShould(false);

  /** The time of day enters nowhere: what day it is, only the hub says. */
  @ArchTest
  static final ArchRule NOBODY_ASKS_WHAT_TIME_OF_DAY_IT_IS =
      noClasses()
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Clock.class)
          .allowEmptyShould(false);

  @ArchTest
  static void pi4jIsKnownToTheBoardOnly(JavaClasses firmware) {
    assertThat(packagesThatUse("com.pi4j", firmware)).containsExactly(ROOT + ".board");
  }

  @ArchTest
  static void pahoIsKnownToTheUplinkOnly(JavaClasses firmware) {
    assertThat(packagesThatUse("org.eclipse.paho", firmware)).containsExactly(ROOT + ".uplink");
  }

  @ArchTest
  static void theMonotonicClockEntersByOneDoor(JavaClasses firmware) {
    Set<String> readers =
        firmware.stream()
            .filter(
                type ->
                    type.getMethodCallsFromSelf().stream()
                        .anyMatch(call -> call.getTarget().getName().equals("nanoTime")))
            .map(JavaClass::getSimpleName)
            .collect(Collectors.toSet());
    assertThat(readers).containsExactly("MonotonicClock");
  }

  private static Set<String> packagesThatUse(String library, JavaClasses firmware) {
    return firmware.stream()
        .filter(
            type ->
                type.getDirectDependenciesFromSelf().stream()
                    .anyMatch(use -> use.getTargetClass().getPackageName().startsWith(library)))
        .map(JavaClass::getPackageName)
        .collect(Collectors.toSet());
  }
}
