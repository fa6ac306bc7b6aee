package org.safeandaway.simulator.faults;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * An alarm is somebody's if and only if that person took it: no hub has said so that had not
 * committed it, no wearer was told so, and nobody has what they never asked for.
 */
final class OwnerReckoning {
  private final Rig rig;
  private final Wrongs wrongs;

  OwnerReckoning(Rig rig, Wrongs wrongs) {
    this.rig = rig;
    this.wrongs = wrongs;
  }

  void reckon() {
    Set<String> owned = alarms("select id::text from alarm where first_owned_at is not null");
    Set<String> taken = rig.takers().taken();
    taken.removeAll(owned);
    wrongs.say("alarms are taken, said a hub, and nobody has them", List.copyOf(taken));

    Set<String> closed = rig.takers().closed();
    closed.removeAll(alarms("select id::text from alarm where resolved_by = 'taker'"));
    wrongs.say("alarms are closed, said a hub, and are not", List.copyOf(closed));

    Set<String> heard =
        alarms(
            "select cause_id from alarm where cause_kind = 'EVENT' and first_owned_at is not null");
    List<String> believed = new ArrayList<>();
    for (LightWearable wearable : rig.fleet().wearables()) {
      for (Letter letter : wearable.letters()) {
        String cause = letter.wearable + "/" + letter.id;
        if (letter.isOwned() && !heard.contains(cause)) {
          believed.add(cause);
        }
      }
    }
    wrongs.say("wearers were told that somebody has it, and nobody has", believed);

    owned.removeAll(rig.takers().asked());
    wrongs.say("alarms have an owner who never took them", List.copyOf(owned));
  }

  private Set<String> alarms(String sql) {
    return new HashSet<>(rig.rows().all(row -> row.getString(1), sql));
  }
}
