package org.safeandaway.hub.policy;

/** The ways in which a response plan can tell people of an alarm. */
public enum ChannelKind {
  /** The office's board and its siren: reaches whoever watches, and only while somebody does. */
  BOARD,
  /** A push message to the browser of a telephone in which the person is signed in. */
  PUSH,
  SMS,
  /** A telephone call with a spoken message. */
  CALL,
  EMAIL,
  /** Microsoft Teams: one message for all. */
  TEAMS,
  /** A signed request to another program: one for all. */
  WEBHOOK;

  /** Whether it reaches one person by what is known of them; else it reaches whoever listens. */
  public boolean isPersonal() {
    return switch (this) {
      case PUSH, SMS, CALL, EMAIL -> true;
      case BOARD, TEAMS, WEBHOOK -> false;
    };
  }
}
