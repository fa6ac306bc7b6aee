package org.safeandaway.hub.desk;

import org.jspecify.annotations.Nullable;

/**
 * A visit in the words of the people who plan it. These never enter a watch and never cross the
 * broker.
 *
 * @param purpose why, 1 to 200 characters
 * @param place where in short, as the board shows it, 1 to 80 characters
 * @param address where in full, at most 400 characters
 * @param notes anything else, at most 2,000 characters
 * @param forAlarm what somebody needs who answers an alarm of it
 * @param safeWord absent: as it was, which is none for a new visit
 */
public record VisitDetails(
    String purpose,
    String place,
    String address,
    String notes,
    ForAlarm forAlarm,
    @Nullable SafeWord safeWord) {
  public VisitDetails {
    between("purpose", purpose, 1, 200);
    between("place", place, 1, 80);
    between("address", address, 0, 400);
    between("notes", notes, 0, 2000);
  }

  /** A visit of which only the errand is known. */
  public VisitDetails(String purpose, String place, String address, String notes) {
    this(purpose, place, address, notes, ForAlarm.NOTHING, null);
  }

  /**
   * What somebody needs to know who answers an alarm; each may be empty.
   *
   * @param parent the parent or carer, by name, at most 120 characters (rule PLAN-1)
   * @param parentTelephone their numbers, with commas between, at most 80 characters
   * @param vehicle in which they go: make, model, colour, at most 120 characters (rule PLAN-3)
   * @param registration of the vehicle, at most 20 characters
   * @param hazards in words, such as a dog or a person who gets angry, at most 600 characters (rule
   *     PLAN-4)
   */
  public record ForAlarm(
      String parent, String parentTelephone, String vehicle, String registration, String hazards) {
    public static final ForAlarm NOTHING = new ForAlarm("", "", "", "", "");

    public ForAlarm {
      between("parent", parent, 0, 120);
      between("parentTelephone", parentTelephone, 0, 80);
      between("vehicle", vehicle, 0, 120);
      between("registration", registration, 0, 20);
      between("hazards", hazards, 0, 600);
    }
  }

  private static void between(String name, String text, int least, int most) {
    if (text.strip().length() < least || text.length() > most) {
      throw new IllegalArgumentException(
          name + " must be " + least + " to " + most + " characters, and is " + text.length());
    }
  }

  /** The same, with the safe word that was agreed before unless this one has its own. */
  public VisitDetails after(VisitDetails before) {
    return safeWord != null
        ? this
        : new VisitDetails(purpose, place, address, notes, forAlarm, before.safeWord);
  }
}
