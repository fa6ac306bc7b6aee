package org.safeandaway.hub.desk.postgres;

/** Where the database is, and who we are to it. */
public record LaneSettings(String url, String user, String password) {
  @Override
  public String toString() {
    return "LaneSettings[" + url + ", " + user + "]";
  }
}
