package org.safeandaway.hub.office.condition;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.views.ModelAndView;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.safeandaway.hub.configuration.Settings;
import org.safeandaway.hub.health.CanaryWatch;
import org.safeandaway.hub.health.Condition;
import org.safeandaway.hub.health.Condition.Ailment;
import org.safeandaway.hub.health.Condition.Part;
import org.safeandaway.hub.health.DeadMan;
import org.safeandaway.hub.health.Onsets;
import org.safeandaway.hub.health.Watchman;
import org.safeandaway.hub.office.Page;
import org.safeandaway.hub.office.Pages;

/** How the hub itself is. */
@Controller("/condition")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ConditionPages {
  private final Pages pages;
  private final Settings settings;
  private final Condition condition;
  private final Onsets onsets;
  private final CanaryWatch canary;
  private final DeadMan deadMan;
  private final Watchman watchman;
  private final Versions versions;

  ConditionPages(
      Pages pages,
      Settings settings,
      Condition condition,
      Onsets onsets,
      CanaryWatch canary,
      DeadMan deadMan,
      Watchman watchman,
      Versions versions) {
    this.pages = pages;
    this.settings = settings;
    this.condition = condition;
    this.onsets = onsets;
    this.canary = canary;
    this.deadMan = deadMan;
    this.watchman = watchman;
    this.versions = versions;
  }

  @Get
  @Produces(MediaType.TEXT_HTML)
  ModelAndView<Map<String, Object>> condition(HttpRequest<?> request) {
    Page page = pages.page(request, "How the hub is", Page.Tab.CONDITION);
    return new ModelAndView<>("condition/condition", Pages.model(page, "condition", now()));
  }

  private ConditionPage now() {
    List<Ailment> ailments = condition.ailments();
    return new ConditionPage(
        settings.mqtt().hub(),
        Arrays.stream(Part.values()).map(part -> ConditionRow.of(part, ailments, onsets)).toList(),
        canary.results(),
        deadMan.isSetUp(),
        deadMan.last().orElse(null),
        watchman.startedAt().orElse(null),
        versions.find());
  }
}
