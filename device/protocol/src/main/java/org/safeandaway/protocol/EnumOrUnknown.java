package org.safeandaway.protocol;

import io.avaje.json.JsonAdapter;
import io.avaje.json.JsonReader;
import io.avaje.json.JsonWriter;
import java.util.HashMap;
import java.util.Map;

/**
 * An enum by its name, where a name that this reader does not know becomes the constant that says
 * so: a newer partner may say more than we understand, and the rest of its message still counts.
 */
final class EnumOrUnknown<E extends Enum<E>> implements JsonAdapter<E> {
  private final Map<String, E> byName = new HashMap<>();
  private final E unknown;

  EnumOrUnknown(Class<E> type, E unknown) {
    this.unknown = unknown;
    for (E constant : type.getEnumConstants()) {
      byName.put(constant.name(), constant);
    }
  }

  @Override
  public void toJson(JsonWriter writer, E value) {
    writer.value(value.name());
  }

  @Override
  public E fromJson(JsonReader reader) {
    return byName.getOrDefault(reader.readString(), unknown);
  }
}
