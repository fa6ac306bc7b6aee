package org.safeandaway.hub.desk.stored;

import io.avaje.json.JsonException;
import io.avaje.jsonb.Jsonb;
import java.time.DateTimeException;

/** One reader and writer for all stored forms, with one exception for everything unreadable. */
final class Json {
  private static final Jsonb JSON = Jsonb.builder().failOnUnknown(false).build();

  private Json() {}

  /** Turns a stored form into what it stands for; any of the exceptions below means unreadable. */
  interface Meaning<S, T> {
    T of(S stored);
  }

  static <S> String write(Class<S> type, S stored) {
    return JSON.type(type).toJson(stored);
  }

  static <S, T> T read(Class<S> type, String json, Meaning<S, T> meaning) throws UnreadableState {
    try {
      return meaning.of(JSON.type(type).fromJson(json));
    } catch (JsonException
        | DateTimeException
        | IllegalArgumentException
        | IllegalStateException
        | NullPointerException e) {
      throw new UnreadableState(type.getSimpleName() + ": " + e.getMessage(), e);
    }
  }
}
