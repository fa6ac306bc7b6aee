package org.safeandaway.hub.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.http.HttpStatus;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/**
 * An error as RFC 9457 has it.
 *
 * @param type always {@code about:blank}: the title says no more than the status
 * @param title of the status
 * @param detail a plain sentence that says what to do
 * @param errors each field that is wrong, if fields are
 */
@Serdeable
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
    String type, String title, int status, String detail, List<FieldError> errors) {
  public static final String MEDIA_TYPE = "application/problem+json";

  /**
   * @param field its name in the request's JSON; {@code visitors[1]} is the second of a list
   * @param message what is expected of it
   */
  @Serdeable
  public record FieldError(String field, String message) {}

  public static Problem of(HttpStatus status, String detail) {
    return new Problem("about:blank", status.getReason(), status.getCode(), detail, List.of());
  }

  public static Problem ofFields(List<FieldError> errors) {
    String detail =
        errors.size() == 1
            ? errors.getFirst().field() + " " + errors.getFirst().message() + "."
            : "Some fields are not as expected: see errors for each.";
    return new Problem(
        "about:blank",
        HttpStatus.BAD_REQUEST.getReason(),
        HttpStatus.BAD_REQUEST.getCode(),
        detail,
        errors);
  }
}
