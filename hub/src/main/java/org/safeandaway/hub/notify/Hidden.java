package org.safeandaway.hub.notify;

/**
 * A password, a key, or an address that opens something by itself. It goes to its provider and
 * nowhere else: not into logs, not onto pages.
 *
 * @param value as the provider gave it; never empty
 */
public record Hidden(String value) {
  public Hidden {
    if (value.isBlank()) {
      throw new IllegalArgumentException("a secret is never empty");
    }
  }

  /** Records are printed by accident; this one says nothing. */
  @Override
  public String toString() {
    return "…";
  }
}
