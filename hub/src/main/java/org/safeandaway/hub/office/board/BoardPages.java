package org.safeandaway.hub.office.board;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.views.ModelAndView;
import java.util.List;
import java.util.Map;
import org.safeandaway.hub.office.Page;
import org.safeandaway.hub.office.Pages;
import org.safeandaway.hub.visit.VisitReads;
import org.safeandaway.hub.visit.VisitView;

/** The board. */
@Controller("/")
@ExecuteOn(TaskExecutors.BLOCKING)
final class BoardPages {
  private final Pages pages;
  private final VisitReads visits;

  BoardPages(Pages pages, VisitReads visits) {
    this.pages = pages;
    this.visits = visits;
  }

  @Get
  @Produces(MediaType.TEXT_HTML)
  ModelAndView<Map<String, Object>> board(HttpRequest<?> request) {
    Page page = pages.page(request, "Board", Page.Tab.BOARD);
    List<VisitView> out = visits.list(VisitReads.Stage.GUARDING, null);
    return new ModelAndView<>("board/board", Pages.model(page, "out", out));
  }
}
