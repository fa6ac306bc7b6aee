package org.safeandaway.hub.office.forms;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.http.HttpStatus;
import io.micronaut.json.tree.JsonNode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.safeandaway.hub.api.Fields;
import org.safeandaway.hub.api.Problem;

class FormTest {
  private static final ZoneId LONDON = ZoneId.of("Europe/London");

  @Test
  void keepsWhatWasTypedWithOneLineEnd() {
    Form form = Form.sent(Map.of("notes", " two\r\nlines\rthree ", "who", List.of("asha", "ben")));

    assertThat(form.value("notes")).isEqualTo(" two\nlines\nthree ");
    assertThat(form.values("who")).containsExactly("asha", "ben");
    assertThat(form.holds("who", "ben")).isTrue();
    assertThat(form.value("nothing")).isEmpty();
    assertThat(form.once()).isNull();
    assertThat(form.with(Form.ONCE, "<b>").once()).isNull();
    assertThat(form.with(Form.ONCE, "0a".repeat(16)).once()).isEqualTo("0a".repeat(16));
    assertThat(Form.sent(null).values("who")).isEmpty();
  }

  @Test
  void isSaidAsAProgramWouldSayIt() {
    Form form =
        Form.sent(
            Map.of("place", "14 Larkspur", "notes", "  ", "silent", "true", "version", " 3 "));

    JsonNode json =
        new FormBody(form)
            .text("place")
            .text("notes")
            .texts("visitors")
            .flag("silent")
            .flag("loud")
            .number("version")
            .json();

    assertThat(json.get("place").getStringValue()).isEqualTo("14 Larkspur");
    assertThat(json.get("notes")).isNull();
    assertThat(json.get("visitors").size()).isZero();
    assertThat(json.get("silent").getBooleanValue()).isTrue();
    assertThat(json.get("loud").getBooleanValue()).isFalse();
    assertThat(json.get("version").getIntValue()).isEqualTo(3);
  }

  /** The last two come twice and not at all: the clocks change on these days. */
  @ParameterizedTest
  @CsvSource({
    "2026-01-14T14:30, 2026-01-14T14:30Z",
    "2026-07-14T14:30, 2026-07-14T14:30+01:00",
    "2026-07-14T14:30:15, 2026-07-14T14:30:15+01:00",
    "2026-10-25T01:30, 2026-10-25T01:30+01:00",
    "2026-03-29T01:30, 2026-03-29T01:30",
    "half past two, half past two",
    "2026-02-30T10:00, 2026-02-30T10:00"
  })
  void aTimeIsTheSchools(String typed, String sent) {
    JsonNode json = new FormBody(Form.empty().with("at", typed)).time("at", LONDON, null).json();

    assertThat(json.get("at").getStringValue()).isEqualTo(sent);
  }

  /** Also the second of two that read alike. */
  @ParameterizedTest
  @CsvSource({
    "2026-07-14T14:30, 2026-07-14T13:30:47.250Z",
    "2026-10-25T01:30, 2026-10-25T01:30:00Z"
  })
  void aTimeThatWasLeftAsItWasIsThatOneExactly(String typed, Instant shown) {
    JsonNode json = new FormBody(Form.empty().with("at", typed)).time("at", LONDON, shown).json();

    assertThat(Instant.parse(json.get("at").getStringValue())).isEqualTo(shown);
  }

  @Test
  void saysOneSentenceForEachFieldThatIsWrongInTheFormsOrder() {
    Problem problem =
        Problem.ofFields(
            List.of(
                new Problem.FieldError("place", "is missing"),
                new Problem.FieldError("visitors[0]", "is a text"),
                new Problem.FieldError("visitors[1]", "is a text"),
                new Problem.FieldError("end", "is later than x"),
                new Problem.FieldError("notes", Fields.NO_CONTROL_CHARACTERS),
                new Problem.FieldError("other", "is strange")));
    Wording wording =
        new Wording()
            .with("visitors", "Choose who.")
            .with("place", "Write where.")
            .with("end", "Write when.")
            .with("end", "is later", "Later, please.");

    Mistakes mistakes = Mistakes.of(problem, wording);

    assertThat(mistakes.status().getCode()).isEqualTo(422);
    assertThat(mistakes.fields())
        .extracting(Mistakes.Mistake::words)
        .containsExactly(
            "Choose who.",
            "Write where.",
            "Later, please.",
            "There are characters in this that cannot be seen. Type it anew.",
            "“other” is strange.");
  }

  @Test
  void aRefusalIsASentence() {
    Mistakes refused = Mistakes.of(Problem.of(HttpStatus.CONFLICT, "Look again."), new Wording());
    Mistakes busy =
        Mistakes.of(
            Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "Use the Idempotency-Key."), new Wording());

    assertThat(refused.status().getCode()).isEqualTo(409);
    assertThat(refused.sentence()).isEqualTo("Look again.");
    assertThat(busy.sentence()).contains("telephone").doesNotContain("Idempotency");
    assertThat(Mistakes.none().any()).isFalse();
  }

  @Test
  void onlyTheFormThatFailedSaysSo() {
    Sheet sheet =
        new Sheet(
            "plan",
            Form.empty().with("place", "<b>"),
            new Mistakes(
                HttpStatus.UNPROCESSABLE_ENTITY,
                null,
                List.of(new Mistakes.Mistake("place", "Write where."))),
            "key");
    Sheets sheets = new Sheets(sheet, () -> "fresh");

    assertThat(sheets.of("plan").value("place")).isEqualTo("<b>");
    assertThat(sheets.of("plan").touched()).isTrue();
    assertThat(sheets.of("plan").describedBy("place", "hint"))
        .isEqualTo("plan-place-wrong plan-place-hint");
    assertThat(sheets.of("other").touched()).isFalse();
    assertThat(sheets.of("other").once()).isEqualTo("fresh");
    assertThat(sheets.of("other").describedBy("place", null)).isNull();
  }
}
