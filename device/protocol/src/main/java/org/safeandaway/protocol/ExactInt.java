package org.safeandaway.protocol;

import io.avaje.json.JsonAdapter;
import io.avaje.json.JsonReader;
import io.avaje.json.JsonWriter;

/**
 * An {@code int} that refuses what does not fit one. The library's own adapter keeps the low 32
 * bits and drops the rest, so that 4294967296 unsent events would read as none.
 */
final class ExactInt implements JsonAdapter<Integer> {
  @Override
  public void toJson(JsonWriter writer, Integer value) {
    writer.value(value.intValue());
  }

  @Override
  public Integer fromJson(JsonReader reader) {
    return Math.toIntExact(reader.readLong());
  }
}
