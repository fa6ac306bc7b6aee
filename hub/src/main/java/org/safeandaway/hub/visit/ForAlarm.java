package org.safeandaway.hub.visit;

import io.micronaut.serde.annotation.Serdeable;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.safeandaway.hub.database.Row;

/**
 * What somebody needs to know of a visit who answers an alarm of it; each may be empty.
 *
 * @param parent the parent or carer, by name
 * @param parentTelephone their numbers, with commas between
 * @param vehicle in which the visitors go: make, model, colour
 * @param hazards in words
 * @param safeWordSet a safe word was agreed; which one is asked for by itself, and recorded
 */
@Serdeable
public record ForAlarm(
    String parent,
    String parentTelephone,
    String vehicle,
    String registration,
    String hazards,
    boolean safeWordSet) {
  public static final ForAlarm NOTHING = new ForAlarm("", "", "", "", "", false);

  static ForAlarm of(Row row, boolean safeWordSet) throws SQLException {
    return new ForAlarm(
        row.text("parent"),
        row.text("parent_telephone"),
        row.text("vehicle"),
        row.text("registration"),
        row.text("hazards"),
        safeWordSet);
  }

  /** The parent's numbers, one by one. */
  public List<String> parentNumbers() {
    return Arrays.stream(parentTelephone.split(","))
        .map(String::strip)
        .filter(number -> !number.isEmpty())
        .toList();
  }

  /** The vehicle with its registration; empty if neither is known. */
  public String vehicleWhole() {
    return vehicle.isEmpty() || registration.isEmpty()
        ? vehicle + registration
        : vehicle + ", " + registration;
  }
}
