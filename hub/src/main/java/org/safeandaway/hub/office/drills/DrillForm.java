package org.safeandaway.hub.office.drills;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.safeandaway.hub.office.Times;
import org.safeandaway.hub.office.forms.Form;
import org.safeandaway.hub.office.forms.FormBody;
import org.safeandaway.hub.office.forms.Wording;

/** A drill as a form: how it is read, and what is said about it. Pure. */
final class DrillForm {
  static final String ID = "drill";

  static final Wording WORDING =
      new Wording()
          .with("kind", "Choose what is practised.")
          .with("beginsAt", "Give the day and time at which it begins.")
          .with("imaginary", "Write a name of at most 60 characters, or leave it empty.")
          .with("announced", "Tick it, or do not.");

  /** The button that begins it at once, whatever time stands in the form. */
  static final String NOW = "now";

  private DrillForm() {}

  /** The next full hour that leaves some time to think better of it. */
  static Form opened(Times times) {
    Instant next = times.instant().plus(Duration.ofMinutes(90)).truncatedTo(ChronoUnit.HOURS);
    return Form.empty()
        .with("kind", DrillsPage.KINDS.getFirst())
        .with("beginsAt", times.field(next));
  }

  /** As a program would send it, but that nothing typed is not taken for now. */
  static FormBody body(Form form, Times times) {
    FormBody body = new FormBody(form).text("kind").flag("announced").text("imaginary");
    if (form.holds(NOW, "true")) {
      return body;
    }
    return form.value("beginsAt").isBlank()
        ? body.empty("beginsAt")
        : body.time("beginsAt", times.zone(), null);
  }
}
