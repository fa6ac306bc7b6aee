package org.safeandaway.hub.office.alarms;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.safeandaway.hub.visit.PersonView;
import org.safeandaway.hub.visit.ResponseView;
import org.safeandaway.hub.visit.ResponseView.MessageView;
import org.safeandaway.hub.watch.Telling;

/** Who was told what, on the alarm's page. */
class RungTest {
  private static final Instant AT = Instant.parse("2026-11-23T14:20:00Z");

  private static String why(int step, @Nullable PersonView by) {
    MessageView message =
        new MessageView(4, step, new PersonView("bea", "Bea Okoro"), "SMS", "SENT", AT, 1, by);
    ResponseView response =
        new ResponseView(1, 0, AT, null, List.of(), List.of(), List.of(message));
    StepWords.About about =
        new StepWords.About("PANIC", "Asha", "Elm School", "", "", "Mill Lane", false);
    return Rung.of(response, about).getFirst().why();
  }

  @Test
  @Tag("ESC-2")
  void saysWhoHeardThatSomebodyHasIt() {
    PersonView carol = new PersonView("carol", "Carol Bell");

    assertThat(why(Telling.TAKEN, carol)).isEqualTo("Told that Carol Bell has it");
    assertThat(why(Telling.CLOSED, carol)).isEqualTo("Told that Carol Bell has closed it");
    assertThat(why(Telling.CLOSED, null)).isEqualTo("Told that it is closed");
    assertThat(why(Telling.ASKED, null)).isEqualTo("Asked: still on it?");
  }
}
