package org.safeandaway.device;

/** A configuration that cannot be used; the message is the one line that the operator reads. */
public final class BadConfiguration extends Exception {
  private static final long serialVersionUID = 1L;

  public BadConfiguration(String line) {
    super(line);
  }
}
