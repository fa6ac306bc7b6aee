package org.safeandaway.hub.office.reference;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The description of the API, as its page shows it. */
public record Reference(
    String title, List<Prose.Group> about, List<Chapter> chapters, List<Shape> shapes) {

  /** The operations of one part of the API. */
  public record Chapter(String name, String about, List<Operation> operations) {}

  /**
   * One thing to do.
   *
   * @param id of its place on the page
   * @param roles who may
   * @param body what is sent; absent if nothing is
   */
  public record Operation(
      String id,
      String method,
      String path,
      String summary,
      List<Prose.Group> about,
      List<String> roles,
      List<Field> parameters,
      @Nullable Body body,
      List<Answer> answers) {}

  /**
   * @param example as JSON
   */
  public record Body(List<Field> fields, String example) {}

  /**
   * What comes back.
   *
   * @param status a number, or "otherwise"
   * @param type in words
   * @param shape the name of its shape; absent if it has none
   */
  public record Answer(
      String status, List<Prose.Group> about, String type, @Nullable String shape) {}

  /** A kind of object that is sent back. */
  public record Shape(String name, List<Prose.Group> about, List<Field> fields) {}

  /**
   * A parameter, or a field of an object.
   *
   * @param where "in the address", "as a header" …; empty for a field of an object
   * @param type in words, with its limits
   * @param shape the name of a shape that it is made of; absent if none
   */
  public record Field(
      String name,
      String where,
      boolean required,
      String type,
      @Nullable String shape,
      List<Prose.Span> about) {}
}
