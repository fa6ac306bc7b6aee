package org.safeandaway.hub.desk;

/**
 * A visit in the words of the people who plan it. These never enter a watch and never cross the
 * broker.
 *
 * @param purpose why, 1 to 200 characters
 * @param place where in short, as the board shows it, 1 to 80 characters
 * @param address where in full, at most 400 characters
 * @param notes anything else, at most 2,000 characters
 */
public record VisitDetails(String purpose, String place, String address, String notes) {
  public VisitDetails {
    between("purpose", purpose, 1, 200);
    between("place", place, 1, 80);
    between("address", address, 0, 400);
    between("notes", notes, 0, 2000);
  }

  private static void between(String name, String text, int least, int most) {
    if (text.strip().length() < least || text.length() > most) {
      throw new IllegalArgumentException(
          name + " must be " + least + " to " + most + " characters, and is " + text.length());
    }
  }
}
