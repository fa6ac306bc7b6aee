package org.safeandaway.hub.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.safeandaway.hub.people.Staff.Outcome;
import org.safeandaway.hub.trial.TrialBroker;
import org.safeandaway.hub.trial.TrialDatabase;
import org.safeandaway.hub.trial.TrialHub;
import org.safeandaway.hub.watch.PersonId;

class StaffTest {
  private static final PersonId ADMIN = new PersonId("admin");

  private TrialBroker broker;
  private TrialHub hub;
  private Staff staff;

  @BeforeEach
  void start() {
    broker = new TrialBroker();
    hub = TrialHub.start(TrialDatabase.make(), broker.url());
    staff = hub.bean(Staff.class);
  }

  @AfterEach
  void stop() {
    hub.close();
    broker.close();
  }

  @Test
  void theLastAdministratorStaysOne() {
    Outcome changed = staff.change(ADMIN, details("Ada", "office"));
    Outcome deactivated = staff.deactivate(ADMIN);

    assertThat(changed).isInstanceOf(Outcome.Refused.class);
    assertThat(deactivated).isInstanceOf(Outcome.Refused.class);
    People.Person still = hub.bean(People.class).one(ADMIN).orElseThrow();
    assertThat(still.active()).isTrue();
    assertThat(still.roles()).containsExactly("admin");
    assertThat(still.name()).isEqualTo("Name of admin");
  }

  @Test
  void oneOfTwoAdministratorsMayGo() {
    staff.add(new PersonId("second"), details("Second", "admin"));

    assertThat(staff.deactivate(ADMIN)).isInstanceOf(Outcome.Done.class);
    assertThat(staff.deactivate(new PersonId("second"))).isInstanceOf(Outcome.Refused.class);
    assertThat(staff.activate(ADMIN)).isInstanceOf(Outcome.Done.class);
    assertThat(staff.deactivate(new PersonId("second"))).isInstanceOf(Outcome.Done.class);
  }

  @Test
  void ofManyWhoGoAtOnceOneStays() throws Exception {
    List<PersonId> all = new ArrayList<>(List.of(ADMIN));
    for (int i = 1; i <= 5; i++) {
      PersonId id = new PersonId("admin" + i);
      staff.add(id, details("Admin " + i, "admin"));
      all.add(id);
    }
    int gone = 0;
    try (ExecutorService many = Executors.newFixedThreadPool(6)) {
      List<Future<Outcome>> going =
          all.stream().map(id -> many.submit(() -> staff.deactivate(id))).toList();
      for (Future<Outcome> each : going) {
        gone += each.get() instanceof Outcome.Done ? 1 : 0;
      }
    }
    assertThat(gone).isEqualTo(all.size() - 1);
  }

  @Test
  void anEmailIsOnePersonsInWhateverCase() {
    staff.add(
        new PersonId("one"),
        new Staff.Details("One", null, "One@School.example", List.of("office")));

    Outcome taken =
        staff.add(
            new PersonId("two"),
            new Staff.Details("Two", null, "one@school.EXAMPLE", List.of("office")));

    assertThat(taken)
        .isEqualTo(
            new Outcome.Refused("email", "is somebody else's already; people sign in with it"));
    assertThat(hub.bean(People.class).one(new PersonId("two"))).isEmpty();
    Outcome own =
        staff.change(
            new PersonId("one"),
            new Staff.Details("One", null, "one@school.example", List.of("office")));
    assertThat(own).isInstanceOf(Outcome.Done.class);
  }

  @Test
  void nobodyIsChangedWhoIsNotThere() {
    PersonId nobody = new PersonId("nobody");

    assertThat(staff.change(nobody, details("N", "office"))).isEqualTo(new Outcome.Nobody());
    assertThat(staff.deactivate(nobody)).isEqualTo(new Outcome.Nobody());
    assertThat(staff.activate(nobody)).isEqualTo(new Outcome.Nobody());
  }

  private static Staff.Details details(String name, String... roles) {
    return new Staff.Details(name, null, null, List.of(roles));
  }
}
