package org.safeandaway.hub.office.forms;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The values of a form by the names of its fields, exactly as they were typed, but for line ends:
 * browsers send two characters for each, and we keep one.
 */
public final class Form {
  /** The hidden field with the key that is good once. */
  public static final String ONCE = "once";

  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9-]{1,64}");
  private static final Form EMPTY = new Form(Map.of());

  private final Map<String, List<String>> values;

  private Form(Map<String, List<String>> values) {
    this.values = values;
  }

  public static Form empty() {
    return EMPTY;
  }

  /** What a browser sent: for each field a text, or a list of texts if it was there repeatedly. */
  public static Form sent(@Nullable Map<String, Object> body) {
    Form form = EMPTY;
    Map<String, Object> fields = body == null ? Map.of() : body;
    for (Map.Entry<String, Object> entry : fields.entrySet()) {
      List<String> texts = new ArrayList<>();
      if (entry.getValue() instanceof Iterable<?> several) {
        several.forEach(each -> texts.add(String.valueOf(each)));
      } else if (entry.getValue() != null) {
        texts.add(entry.getValue().toString());
      }
      form = form.with(entry.getKey(), texts);
    }
    return form;
  }

  /** The same with this field filled in. */
  public Form with(String name, List<String> texts) {
    Map<String, List<String>> more = new LinkedHashMap<>(values);
    more.put(name, texts.stream().map(Form::oneLineEnd).toList());
    return new Form(Collections.unmodifiableMap(more));
  }

  public Form with(String name, String text) {
    return with(name, List.of(text));
  }

  /** The same with this box ticked, or not. */
  public Form with(String name, boolean ticked) {
    return with(name, ticked ? List.of("true") : List.of());
  }

  /** Empty if there is none. */
  public String value(String name) {
    List<String> all = values(name);
    return all.isEmpty() ? "" : all.getFirst();
  }

  public List<String> values(String name) {
    return values.getOrDefault(name, List.of());
  }

  public boolean holds(String name, String value) {
    return values(name).contains(value);
  }

  /** The key that is good once; null if it is none of ours, and then this form is like no other. */
  public @Nullable String once() {
    String once = value(ONCE);
    return KEY.matcher(once).matches() ? once : null;
  }

  private static String oneLineEnd(String text) {
    return text.replace("\r\n", "\n").replace('\r', '\n');
  }
}
