package org.safeandaway.simulator.browser;

import com.microsoft.playwright.Browser;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.safeandaway.protocol.WearableId;
import org.safeandaway.simulator.acceptance.Office;
import org.safeandaway.simulator.acceptance.Policy;
import org.safeandaway.simulator.acceptance.School;
import org.safeandaway.simulator.acceptance.Worn;
import org.safeandaway.simulator.parts.Broker;
import org.safeandaway.simulator.parts.Database;
import org.safeandaway.simulator.parts.HubProgram;

/**
 * A whole school that runs (see {@link School}), and the screens in its office. People are there by
 * the ids that {@link Office} names. Nobody waits for another's sign-in: who has signed in once
 * sits down at the next screen with the same session.
 */
public final class OfficeRoom implements AutoCloseable {
  private final School school;
  private final Map<String, String> sessions = new HashMap<>();

  /** Starts everything, and returns once every wearable has been heard of. */
  public OfficeRoom(
      Broker broker, Database database, Path folder, Policy policy, List<WearableId> ids)
      throws IOException, MqttException {
    school = new School(broker, database, folder, policy, ids);
  }

  /** A screen at which this person has signed in; it shows what they see first. */
  public Seat seat(Seats seats, String person) {
    var options = new Browser.NewContextOptions().setViewportSize(1280, 800);
    String session = sessions.get(person);
    Seat seat = seats.open(person, session == null ? options : options.setStorageState(session));
    if (session == null) {
      SignIn.as(seat.page(), address(), person);
      sessions.put(person, seat.context().storageState());
    } else {
      seat.page().navigate(address().toString());
    }
    return seat;
  }

  /** The administrator at a screen, in a session that may end without disturbing anybody else. */
  public Seat ownSession(Seats seats) {
    Seat seat = seats.open(Office.ADMINISTRATOR);
    SignIn.as(seat.page(), address(), Office.ADMINISTRATOR);
    return seat;
  }

  /** Where the office's pages begin. */
  public URI address() {
    return school.hub().address();
  }

  public School school() {
    return school;
  }

  public HubProgram hub() {
    return school.hub();
  }

  /** The same people, as they would act from somewhere else. */
  public Office office() {
    return school.office();
  }

  public Worn worn(WearableId id) {
    return school.worn(id);
  }

  /** Takes and closes every alarm that is open. */
  public void endAlarms() {
    office().openAlarms().forEach(alarm -> office().resolve(office().acknowledge(alarm)));
  }

  @Override
  public void close() throws Exception {
    school.close();
  }
}
