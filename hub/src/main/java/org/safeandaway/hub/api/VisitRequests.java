package org.safeandaway.hub.api;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.desk.SafeWord;
import org.safeandaway.hub.desk.VisitDetails;
import org.safeandaway.hub.visit.VisitView;
import org.safeandaway.hub.watch.Participant;
import org.safeandaway.hub.watch.PersonId;
import org.safeandaway.hub.watch.VisitId;
import org.safeandaway.protocol.EventKind;
import org.safeandaway.protocol.WearableId;

/** What is sent about visits. */
public final class VisitRequests {
  private static final int MOST_VISITORS = 8;

  /** Of a participant: who comes later in place of another has a new number. */
  private static final int MOST_NUMBER = 1_000;

  /** A mistake that a form says in words of its own. */
  public static final String ENDS_TOO_SOON = "is later than expectedArrival";

  /** The same. */
  public static final String TWICE = "names somebody twice";

  /** The same; their ids follow. */
  public static final String NOBODY_WE_KNOW = "names nobody we know";

  private VisitRequests() {}

  /** Why a visit is cancelled. */
  public static String why(Fields fields) {
    return fields.text("why", 400);
  }

  /** A visit to be planned. */
  public record Plan(
      List<String> visitors,
      Instant expectedArrival,
      Instant agreedEnd,
      boolean silent,
      boolean audiblePanic,
      String purpose,
      String place,
      String address,
      String notes,
      VisitDetails.ForAlarm forAlarm,
      @Nullable SafeWord safeWord) {
    public static Plan read(Fields fields) {
      Plan plan =
          new Plan(
              fields.texts("visitors", 1, MOST_VISITORS, 64),
              fields.instant("expectedArrival"),
              fields.instant("agreedEnd"),
              fields.flag("silent", false),
              fields.flag("audiblePanic", false),
              fields.text("purpose", 200),
              fields.text("place", 80),
              fields.textOrEmpty("address", 400),
              fields.textOrEmpty("notes", 2000),
              forAlarm(fields),
              fields.present("safeWord")
                  ? new SafeWord(fields.textOrEmpty("safeWord", SafeWord.LONGEST))
                  : null);
      plan.check(fields);
      return plan;
    }

    private void check(Fields fields) {
      if (new HashSet<>(visitors).size() < visitors.size()) {
        fields.wrong("visitors", TWICE);
      }
      boolean read = !expectedArrival.equals(Instant.EPOCH) && !agreedEnd.equals(Instant.EPOCH);
      if (read && !agreedEnd.isAfter(expectedArrival)) {
        fields.wrong("agreedEnd", ENDS_TOO_SOON);
      }
    }

    private static VisitDetails.ForAlarm forAlarm(Fields fields) {
      return new VisitDetails.ForAlarm(
          fields.textOrEmpty("parent", 120),
          fields.textOrEmpty("parentTelephone", 80),
          fields.textOrEmpty("vehicle", 120),
          fields.textOrEmpty("registration", 20),
          fields.textOrEmpty("hazards", 600));
    }

    /**
     * @param safeWordBefore whether there is one already, which stays if none is sent
     */
    org.safeandaway.hub.watch.Plan plan(VisitId id, boolean safeWordBefore) {
      return new org.safeandaway.hub.watch.Plan(
          id,
          visitors.stream().map(PersonId::new).toList(),
          expectedArrival,
          agreedEnd,
          silent,
          audiblePanic,
          safeWord == null ? safeWordBefore : !safeWord.isNone(),
          1);
    }

    VisitDetails details() {
      return new VisitDetails(purpose, place, address, notes, forAlarm, safeWord);
    }
  }

  /** A plan that replaces the one of this version. */
  public record Change(Plan plan, int version, boolean authoriseAgain) {
    public static Change read(Fields fields) {
      return new Change(
          Plan.read(fields),
          fields.number("version", 1, 1_000_000),
          fields.flag("authoriseAgain", false));
    }

    /** Whether what for or where is another than it was. */
    boolean isOtherErrand(VisitView before) {
      return !plan.purpose().equals(before.purpose())
          || !plan.place().equals(before.place())
          || !plan.address().equals(before.address());
    }

    List<String> newVisitors(VisitView before) {
      List<String> here = before.visitors().stream().map(each -> each.person().id()).toList();
      return plan.visitors().stream().filter(each -> !here.contains(each)).toList();
    }
  }

  /** A wearable to be handed to a visitor. */
  public record Assignment(int participant, String wearable, @Nullable String override) {
    public static Assignment read(Fields fields) {
      Assignment assignment =
          new Assignment(
              fields.number("participant", 1, MOST_NUMBER),
              fields.text("wearable", 32),
              fields.optionalText("override", 400));
      if (!assignment.wearable().isEmpty() && !WearableId.isValid(assignment.wearable())) {
        fields.wrong("wearable", "is 1 to 32 of a-z, 0-9 and -, beginning with a letter");
      }
      return assignment;
    }

    WearableId id() {
      return new WearableId(wearable);
    }
  }

  /** What a visitor said on the telephone. */
  public record Telephone(int participant, EventKind kind) {
    public static Telephone read(Fields fields) {
      return new Telephone(
          fields.number("participant", 1, MOST_NUMBER),
          fields.choice(
              "kind",
              EventKind.ARRIVED,
              EventKind.CHECK_IN,
              EventKind.MORE_TIME,
              EventKind.LEAVING,
              EventKind.SAFE_AND_AWAY,
              EventKind.DURESS));
    }
  }

  /** Whether the safe word is asked for because the visitor is on the telephone. */
  public static boolean onTelephone(Fields fields) {
    return fields.flag("onTelephone", false);
  }

  /** The answer to a question that the watch asked the office. */
  public record Reply(int participant, Participant.Question question, String words) {
    public static Reply read(Fields fields) {
      return new Reply(
          fields.number("participant", 1, MOST_NUMBER),
          fields.choice("question", Participant.Question.values()),
          fields.text("words", 2000));
    }
  }
}
