package org.safeandaway.hub.office.visits;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.api.VisitRequests;
import org.safeandaway.hub.office.Times;
import org.safeandaway.hub.office.forms.Form;
import org.safeandaway.hub.office.forms.FormBody;
import org.safeandaway.hub.office.forms.Wording;
import org.safeandaway.hub.visit.VisitView;

/** The plan of a visit as a form: what it holds at first, and how it is read. Pure. */
final class PlanForm {
  private static final int QUARTER = 15;
  private static final Duration USUAL = Duration.ofMinutes(45);

  /** Said where the API's reader finds something wrong. */
  static final Wording WORDING =
      new Wording()
          .with("visitors", "Choose who goes: one person at least, eight at most.")
          .with("visitors", VisitRequests.TWICE, "Somebody is chosen twice.")
          .with(
              "visitors",
              VisitRequests.NOBODY_WE_KNOW,
              "Somebody who is chosen does not work here any more. Choose again.")
          .with("place", "Write where you are going, in up to 80 characters.")
          .with("address", "Write the address in up to 400 characters.")
          .with("purpose", "Write what the visit is for, in up to 200 characters.")
          .with("expectedArrival", "Give the day and time at which they are at the door.")
          .with("agreedEnd", "Give the day and time by which everybody is safe and away.")
          .with("agreedEnd", VisitRequests.ENDS_TOO_SOON, "The end has to be after the arrival.")
          .with("parent", "Write the parent’s or carer’s name in up to 120 characters.")
          .with("parentTelephone", "Write their numbers in up to 80 characters.")
          .with("vehicle", "Write make, model and colour in up to 120 characters.")
          .with("registration", "Write the registration in up to 20 characters.")
          .with("hazards", "Write the hazards in up to 600 characters.")
          .with("safeWord", "Write the safe word in up to 40 characters.")
          .with("notes", "Write the notes in up to 2,000 characters.")
          .with("version", "This page is out of date: open the visit again, then change it.");

  private PlanForm() {}

  /** A new visit: the next quarter of an hour, and as long as most take. */
  static Form opened(Times times, List<String> visitors) {
    ZonedDateTime now = times.instant().atZone(times.zone()).truncatedTo(ChronoUnit.MINUTES);
    int wait = QUARTER - now.getMinute() % QUARTER;
    Instant arrival = now.plusMinutes(wait).toInstant();
    return Form.empty()
        .with("visitors", visitors)
        .with("expectedArrival", times.field(arrival))
        .with("agreedEnd", times.field(arrival.plus(USUAL)));
  }

  /** A new visit that is like another one, but for its times. */
  static Form like(VisitView visit, Times times) {
    Form now = opened(times, List.of());
    return of(visit, times)
        .with("expectedArrival", now.value("expectedArrival"))
        .with("agreedEnd", now.value("agreedEnd"));
  }

  /** The plan as it is. */
  static Form of(VisitView visit, Times times) {
    return Form.empty()
        .with("visitors", visit.visitors().stream().map(each -> each.person().id()).toList())
        .with("expectedArrival", times.field(visit.expectedArrival()))
        .with("agreedEnd", times.field(visit.agreedEnd()))
        .with("silent", visit.silent())
        .with("audiblePanic", visit.audiblePanic())
        .with("purpose", visit.purpose())
        .with("place", visit.place())
        .with("address", visit.address())
        .with("notes", visit.notes())
        .with("parent", visit.forAlarm().parent())
        .with("parentTelephone", visit.forAlarm().parentTelephone())
        .with("vehicle", visit.forAlarm().vehicle())
        .with("registration", visit.forAlarm().registration())
        .with("hazards", visit.forAlarm().hazards())
        .with("version", Integer.toString(visit.version()));
  }

  /**
   * As a program would send it. An empty safe word leaves the one that was agreed, which the form
   * never shows; a tick takes it away.
   *
   * @param before the visit that is changed; absent when a new one is planned
   */
  static FormBody body(Form form, Times times, @Nullable VisitView before) {
    FormBody body =
        new FormBody(form)
            .texts("visitors")
            .time("expectedArrival", times.zone(), before == null ? null : before.expectedArrival())
            .time("agreedEnd", times.zone(), before == null ? null : before.agreedEnd())
            .flag("silent")
            .flag("audiblePanic")
            .text("purpose")
            .text("place")
            .text("address")
            .text("notes")
            .text("parent")
            .text("parentTelephone")
            .text("vehicle")
            .text("registration")
            .text("hazards");
    return form.holds("noSafeWord", "true") ? body.empty("safeWord") : body.text("safeWord");
  }
}
