package org.safeandaway.hub.configuration;

/** A key whose value is missing or not as expected. Its message is one line for a person. */
public final class BadConfiguration extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** {@code EX_CONFIG} of sysexits.h; systemd then knows not to try again. */
  public static final int EXIT_CODE = 78;

  public BadConfiguration(String key, String expected) {
    super(
        "Configuration: "
            + key
            + " "
            + expected
            + ". Set it in the file that MICRONAUT_CONFIG_FILES names, or as the environment"
            + " variable "
            + variable(key)
            + ".",
        null,
        false,
        false);
  }

  private static String variable(String key) {
    return key.toUpperCase(java.util.Locale.ROOT).replace('.', '_').replace('-', '_');
  }
}
