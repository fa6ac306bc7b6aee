package org.safeandaway.hub.office.forms;

import io.micronaut.json.tree.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.office.Times;

/**
 * Says a form as the JSON that a program would have sent. Nothing is checked here: what cannot be
 * read goes on as it was typed, and the API's reader finds it wrong. An empty field is one that was
 * left out.
 */
public final class FormBody {
  private static final int LONGEST_NUMBER = 9;

  private final Form form;
  private final Map<String, JsonNode> fields = new LinkedHashMap<>();

  public FormBody(Form form) {
    this.form = form;
  }

  public FormBody text(String name) {
    String text = form.value(name);
    if (!text.isBlank()) {
      fields.put(name, JsonNode.createStringNode(text));
    }
    return this;
  }

  /** A text that is sent although it is empty. */
  public FormBody empty(String name) {
    fields.put(name, JsonNode.createStringNode(""));
    return this;
  }

  public FormBody texts(String name) {
    List<JsonNode> texts = form.values(name).stream().map(JsonNode::createStringNode).toList();
    fields.put(name, JsonNode.createArrayNode(texts));
    return this;
  }

  /** A box that is ticked or not. */
  public FormBody flag(String name) {
    fields.put(name, JsonNode.createBooleanNode(form.holds(name, "true")));
    return this;
  }

  public FormBody number(String name) {
    String text = form.value(name).strip();
    boolean number =
        !text.isEmpty()
            && text.length() <= LONGEST_NUMBER
            && text.chars().allMatch(c -> c >= '0' && c <= '9');
    if (number) {
      fields.put(name, JsonNode.createNumberNode(Integer.parseInt(text)));
    } else {
      text(name);
    }
    return this;
  }

  /**
   * A time as a {@code datetime-local} field has it, in the school's zone. Where clocks go back and
   * a time comes twice, it is the first: a deadline rather comes too early. A time that clocks
   * leave out is none.
   *
   * @param shown what the field showed when the form was opened: a time that was left as it was is
   *     that one exactly, though the field shows minutes only
   */
  public FormBody time(String name, ZoneId zone, @Nullable Instant shown) {
    String text = form.value(name).strip();
    if (shown != null && new Times(shown, zone).field(shown).equals(text)) {
      fields.put(name, JsonNode.createStringNode(shown.toString()));
      return this;
    }
    try {
      LocalDateTime local = LocalDateTime.parse(text);
      if (!zone.getRules().getValidOffsets(local).isEmpty()) {
        String time = local.atZone(zone).toOffsetDateTime().toString();
        fields.put(name, JsonNode.createStringNode(time));
        return this;
      }
    } catch (DateTimeException e) {
      // Goes on as it was typed.
    }
    return text(name);
  }

  public JsonNode json() {
    return JsonNode.createObjectNode(fields);
  }
}
