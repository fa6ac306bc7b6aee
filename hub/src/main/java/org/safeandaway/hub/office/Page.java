package org.safeandaway.hub.office;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.security.Role;

/**
 * What every page has around its content.
 *
 * @param title of the page; the layout puts the state of the world before it
 * @param tab which part of the site this is
 * @param person who is signed in; absent on pages before sign-in
 * @param csrf to be sent back by every form
 * @param rev the state of the world that this page shows at least
 * @param now hub time at which it was rendered, with the school's zone
 * @param world absent for those who do not watch
 * @param telephone whom to ring when the page has lost the hub; absent if nobody was named
 */
public record Page(
    String title,
    Tab tab,
    @Nullable Person person,
    String csrf,
    Revision.Rev rev,
    Times now,
    @Nullable World world,
    String school,
    @Nullable String telephone) {

  /** Parts of the site, as the navigation has them. */
  public enum Tab {
    BOARD,
    VISITS,
    ALARMS,
    DRILLS,
    WEARABLES,
    PLANS,
    PEOPLE,
    CHANNELS,
    CONDITION,
    ACCOUNT,
    OTHER
  }

  /** Who looks at the page. */
  public record Person(String id, String name, Set<Role> roles) {
    public Person {
      roles = Set.copyOf(roles);
    }

    /** Whether this person watches over others, and so may see all there is to see. */
    public boolean watches() {
      return roles.stream().anyMatch(role -> role != Role.VISITOR);
    }

    public boolean is(Role role) {
      return roles.contains(role);
    }
  }

  /** The same under another title, where that is known only from what the page shows. */
  public Page titled(String other) {
    return new Page(other, tab, person, csrf, rev, now, world, school, telephone);
  }

  /** Whether the person at the page has this role; nobody has one before sign-in. */
  public boolean is(Role role) {
    return person != null && person.is(role);
  }

  public boolean watches() {
    return person != null && person.watches();
  }
}
