package org.safeandaway.simulator.faults;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.safeandaway.protocol.EventKind;

/** Every event stands in the database once, and every call for help has one alarm. */
final class EventReckoning {
  private final Rows rows;
  private final Fleet fleet;
  private final RealWearables real;
  private final List<Raised> alarms;
  private final Wrongs wrongs;

  EventReckoning(Rig rig, List<Raised> alarms, Wrongs wrongs) {
    this.rows = rig.rows();
    this.fleet = rig.fleet();
    this.real = rig.real();
    this.alarms = alarms;
    this.wrongs = wrongs;
  }

  void reckon() {
    eventsAreStoredOnce();
    helpIsAlarmedOnce();
    pressesAreAlarmedOnce();
  }

  private void eventsAreStoredOnce() {
    Set<String> stored =
        new HashSet<>(
            rows.all(row -> row.getString(1), "select id from inbound where id like 'event/%'"));
    List<String> lost = new ArrayList<>();
    List<String> unanswered = new ArrayList<>();
    Set<String> made = new HashSet<>();
    for (LightWearable wearable : fleet.wearables()) {
      for (Letter letter : wearable.letters()) {
        String id = "event/" + letter.wearable + "/" + letter.id;
        made.add(id);
        if (!stored.contains(id)) {
          lost.add(letter.kind + " " + id);
        }
        if (letter.outcome() == null) {
          unanswered.add(letter.kind + " " + id);
        }
      }
    }
    wrongs.say("events are lost", lost);
    wrongs.say("events have no receipt", unanswered);
    stored.removeIf(id -> made.contains(id) || !id.startsWith("event/w"));
    wrongs.say("events are stored that nobody made", List.copyOf(stored));
  }

  private void helpIsAlarmedOnce() {
    Map<String, Integer> raised = new HashMap<>();
    for (Raised alarm : alarms) {
      if (alarm.causeKind().equals("EVENT")) {
        raised.merge(alarm.causeId(), 1, Integer::sum);
      }
    }
    List<String> lost = new ArrayList<>();
    List<String> doubled = new ArrayList<>();
    for (LightWearable wearable : fleet.wearables()) {
      for (Letter letter : wearable.letters()) {
        if (letter.kind == EventKind.PANIC || letter.kind == EventKind.ADVICE) {
          String cause = letter.wearable + "/" + letter.id;
          Integer count = raised.remove(cause);
          if (count == null) {
            lost.add(letter.kind + " " + cause);
          } else if (count > 1) {
            doubled.add(letter.kind + " " + cause);
          }
        }
      }
    }
    wrongs.say("calls for help have no alarm", lost);
    wrongs.say("calls for help have more than one alarm", doubled);
    raised.keySet().removeIf(cause -> !cause.startsWith("w"));
    wrongs.say("alarms have no call for help", List.copyOf(raised.keySet()));
  }

  /** Of the real firmware it is known only how often its button was held. */
  private void pressesAreAlarmedOnce() {
    real.presses()
        .forEach(
            (id, presses) -> {
              long count =
                  alarms.stream()
                      .filter(alarm -> alarm.kind().equals("PANIC"))
                      .filter(alarm -> alarm.causeId().startsWith(id + "/"))
                      .count();
              if (count != presses) {
                wrongs.add(id + " was held " + presses + " times and has " + count + " alarms");
              }
            });
  }
}
