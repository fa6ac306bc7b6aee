package org.safeandaway.protocol;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;

/**
 * Both ends depend on the protocol, so whatever it needs they all carry: it needs almost nothing.
 */
@AnalyzeClasses(packages = "org.safeandaway.protocol", importOptions = DoNotIncludeTests.class)
class WallsTest {
  @ArchTest
  static final ArchRule NEEDS_JSON_AND_NOTHING_ELSE =
      classes()
          .that()
          .resideInAPackage("org.safeandaway.protocol..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "org.safeandaway.protocol..", "java..", "io.avaje..", "org.jspecify..")
          .allowEmptyShould(false);

  /** Messages and topics are values: they ask no clock and open nothing. */
  @ArchTest
  static final ArchRule ASKS_NO_CLOCK =
      noClasses()
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .allowEmptyShould(false);
}
