package org.safeandaway.hub.watch;

/**
 * The opaque name of a person: a wearer, an authoriser, somebody in the office. Names and telephone
 * numbers live with the person's row and never in a watch.
 */
public record PersonId(String value) implements Comparable<PersonId> {
  public PersonId {
    if (value.isBlank() || value.length() > 64) {
      throw new IllegalArgumentException("a person id is 1 to 64 characters: '" + value + "'");
    }
  }

  @Override
  public int compareTo(PersonId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
