package org.safeandaway.hub.office.trouble;

/**
 * What a page about trouble says and does.
 *
 * @param words what to do, for people
 * @param again whether it is the hub's own trouble, so that the page tries again by itself
 * @param live whether somebody looks at it who watches, so that it hears of alarms as any page does
 */
public record Trouble(String words, boolean again, boolean live) {
  /** As the browser's scripts know it. */
  public String refresh() {
    return again ? "again" : live ? "world" : "none";
  }
}
