package org.safeandaway.hub.office.board;

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

/** Every component of the pages in every state, for whoever builds or judges them. */
@Controller("/styleguide")
@ExecuteOn(TaskExecutors.BLOCKING)
final class StyleguidePages {
  private final Pages pages;

  StyleguidePages(Pages pages) {
    this.pages = pages;
  }

  @Get
  @Produces(MediaType.TEXT_HTML)
  ModelAndView<Map<String, Object>> styleguide(HttpRequest<?> request) {
    Page page = pages.page(request, "Styleguide", Page.Tab.OTHER);
    return new ModelAndView<>("board/styleguide", Pages.model(page, "samples", Samples.of(page)));
  }
}
