package org.safeandaway.hub;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import org.safeandaway.hub.desk.DeskDoor;

/** What the rooms of the hub may know of each other and of the world. */
@AnalyzeClasses(
    packages = "org.safeandaway.hub",
    importOptions = ImportOption.DoNotIncludeTests.class)
class HubWallsTest {

  @ArchTest
  static final ArchRule MQTT_IS_KNOWN_TO_THE_UPLINK_ONLY =
      noClasses()
          .that()
          .resideOutsideOfPackage("..hub.uplink..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.eclipse.paho..");

  @ArchTest
  static final ArchRule THE_UPLINK_KNOWS_MQTT =
      classes()
          .that()
          .haveSimpleName("Connection")
          .and()
          .resideInAPackage("..hub.uplink..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.eclipse.paho..");

  @ArchTest
  static final ArchRule THE_HUB_NEEDS_NOTHING_OF_THE_DEVICE =
      noClasses()
          .that()
          .resideInAPackage("org.safeandaway.hub..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.safeandaway.device..", "org.safeandaway.simulator..", "com.pi4j..");

  /** Hub time is PostgreSQL's, and enters by {@link org.safeandaway.hub.desk.HubTime} only. */
  @ArchTest
  static final ArchRule NOBODY_ASKS_THIS_MACHINES_CLOCK =
      noClasses()
          .that()
          .resideInAPackage("org.safeandaway.hub..")
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(Clock.class, "systemUTC");

  @ArchTest
  static final ArchRule THE_UPLINK_HAS_NO_SQL =
      noClasses()
          .that()
          .resideInAPackage("..hub.uplink..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "javax.sql..", "..hub.database..");

  /** The API reads rows, and changes what a watch decides by the desk only. */
  @ArchTest
  static final ArchRule THE_API_DOES_NOT_KNOW_THE_DESKS_STORE =
      noClasses()
          .that()
          .resideInAPackage("..hub.api..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..hub.desk.postgres..", "java.sql..", "javax.sql..");

  @ArchTest
  static final ArchRule ACTIONS_GO_BY_THE_DOOR =
      classes()
          .that()
          .haveSimpleName("Actions")
          .should()
          .dependOnClassesThat()
          .areAssignableTo(DeskDoor.class);
}
