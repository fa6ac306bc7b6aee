package org.safeandaway.simulator.demo;

import java.time.Duration;
import java.util.List;

/** Who and what the demo invents. Nobody here is real. */
final class Cast {
  private Cast() {}

  /**
   * @param id in the hub
   * @param mobile from the range that is kept free for drama
   */
  record Person(String id, String name, String mobile, List<String> roles) {}

  /**
   * @param visitor by person id
   * @param arrivesIn from the demo's start
   * @param lasts from arrival
   * @param parent with their telephone, from the range that is kept free for drama
   * @param vehicle with its registration
   * @param safeWord what the visitor says who is not safe and cannot say so
   */
  record Visit(
      String visitor,
      String wearable,
      String purpose,
      String place,
      String address,
      Duration arrivesIn,
      Duration lasts,
      boolean silent,
      String parent,
      String parentTelephone,
      String vehicle,
      String registration,
      String hazards,
      String safeWord) {}

  static final String HEAD = "harriet";
  static final String SECRETARY = "maria";

  static final List<Person> PEOPLE =
      List.of(
          new Person(HEAD, "Harriet Cole", "07700 900101", List.of("authoriser", "office")),
          new Person(SECRETARY, "Maria Lopes", "07700 900102", List.of("office")),
          new Person("asha", "Asha Patel", "07700 900103", List.of("visitor")),
          new Person("ben", "Ben Okafor", "07700 900104", List.of("visitor")),
          new Person("cleo", "Cleo Marsh", "07700 900105", List.of("visitor")));

  static final List<String> WEARABLES = List.of("w1", "w2", "w3");

  static final List<Visit> VISITS =
      List.of(
          new Visit(
              "asha",
              "w1",
              "Nursery home visit",
              "Elm Close",
              "4 Elm Close, Amington",
              Duration.ofMinutes(5),
              Duration.ofMinutes(45),
              false,
              "Dana Whitlock",
              "07700 900201",
              "silver Vauxhall Corsa",
              "DM14 KXA",
              "",
              "marmalade"),
          new Visit(
              "ben",
              "w2",
              "Attendance",
              "Mill Lane",
              "17 Mill Lane, Amington",
              Duration.ofMinutes(10),
              Duration.ofMinutes(30),
              true,
              "Gareth Pugh",
              "01632 960177, 07700 900202",
              "grey Toyota Yaris",
              "DM19 RVE",
              "Large dog, kept in the kitchen. Mr Pugh shouted at a colleague in spring.",
              "bluebell"),
          new Visit(
              "cleo",
              "w3",
              "Family support",
              "Canal Street",
              "Flat 2, 88 Canal Street, Amington",
              Duration.ofMinutes(15),
              Duration.ofMinutes(60),
              false,
              "",
              "",
              "",
              "",
              "Dark stairwell, no lift.",
              ""));
}
