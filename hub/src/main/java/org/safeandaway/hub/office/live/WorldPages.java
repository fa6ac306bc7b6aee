package org.safeandaway.hub.office.live;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.views.ModelAndView;
import java.util.Map;
import org.safeandaway.hub.office.Page;
import org.safeandaway.hub.office.Pages;

/** The state of the world alone, for a page that somebody is filling in. */
@Controller("/world")
@ExecuteOn(TaskExecutors.BLOCKING)
final class WorldPages {
  private final Pages pages;

  WorldPages(Pages pages) {
    this.pages = pages;
  }

  @Get
  @Produces(MediaType.TEXT_HTML)
  ModelAndView<Map<String, Object>> world(HttpRequest<?> request) {
    return new ModelAndView<>(
        "world", Map.of("page", pages.page(request, "Safe & Away", Page.Tab.OTHER)));
  }
}
