package org.safeandaway.simulator.faults;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares what the wearables did and were told with what stands in the database, after everything
 * has come to rest. Every sentence in {@link #wrong()} is something that must never be.
 */
final class Reckoning {
  private final Rows rows;
  private final Fleet fleet;
  private final List<Raised> alarms;
  private final Wrongs wrongs;
  private final EventReckoning events;
  private final PromiseReckoning promises;
  private final OwnerReckoning owners;
  private final Ladders ladders;

  Reckoning(Rig rig, Fleet.Load load, List<Breaker.Disturbance> disturbances) {
    this.rows = rig.rows();
    this.fleet = rig.fleet();
    this.alarms = rows.all(Raised::of, Raised.SQL);
    this.wrongs = new Wrongs(rows);
    Excuses excuses = new Excuses(disturbances, rig.hubs().size());
    this.events = new EventReckoning(rig, alarms, wrongs);
    this.promises = new PromiseReckoning(rig, load, excuses, alarms, wrongs);
    this.owners = new OwnerReckoning(rig, wrongs);
    this.ladders = new Ladders(rows, rig.sink(), excuses);
  }

  /** Looks at everything. */
  List<String> wrong() {
    events.reckon();
    promises.reckon();
    owners.reckon();
    nothingIsLeft();
    ladders.wrong().forEach(wrongs::add);
    return wrongs.all();
  }

  PromiseReckoning promises() {
    return promises;
  }

  Ladders ladders() {
    return ladders;
  }

  List<Raised> alarms() {
    return alarms;
  }

  private void nothingIsLeft() {
    wrongs.none("inputs are in quarantine", "select count(*) from quarantine");
    wrongs.none("steps are still owed", "select count(*) from inbound where not stepped");
    wrongs.none(
        "deadlines are overdue",
        "select count(*) from deadline where state = 'OPEN' and kind <> 'CONTACT'"
            + " and due_at < (select high_water from site) - interval '5 s'");
    List<String> technical =
        alarms.stream()
            .filter(alarm -> alarm.causeKind().equals("TECHNICAL"))
            .map(Raised::causeId)
            .filter(cause -> !cause.startsWith("clock-step/"))
            .toList();
    wrongs.say("technical alarms", technical);
    List<String> strangers =
        fleet.wearables().stream()
            .filter(wearable -> wearable.strangeReceipts() > 0)
            .map(wearable -> wearable.id().value())
            .toList();
    wrongs.say("wearables had receipts of what they never sent", strangers);
    Map<String, Long> revisions = new HashMap<>();
    rows.all(
        row -> revisions.put(row.getString(1), row.getLong(2)),
        "select id, revision from wearable");
    List<String> stale =
        fleet.wearables().stream()
            .filter(it -> it.revision() != revisions.getOrDefault(it.id().value(), -1L))
            .map(
                it ->
                    it.id() + " holds " + it.revision() + ", not " + revisions.get(it.id().value()))
            .toList();
    wrongs.say("wearables hold an old notice", stale);
  }
}
