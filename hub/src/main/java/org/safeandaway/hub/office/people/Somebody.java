package org.safeandaway.hub.office.people;

import jakarta.inject.Singleton;
import org.safeandaway.hub.api.ProblemException;
import org.safeandaway.hub.api.StaffRequests;
import org.safeandaway.hub.people.People;
import org.safeandaway.hub.watch.PersonId;

/** Whose page it is, by the id in its address. */
@Singleton
final class Somebody {
  private final People people;

  Somebody(People people) {
    this.people = people;
  }

  People.Person of(String id) {
    if (!StaffRequests.isId(id)) {
      throw nobody();
    }
    return people.one(new PersonId(id)).orElseThrow(Somebody::nobody);
  }

  static ProblemException nobody() {
    return ProblemException.notFound("There is nobody of this name here. Look at the list.");
  }

  static PersonId idOf(People.Person person) {
    return new PersonId(person.id());
  }
}
