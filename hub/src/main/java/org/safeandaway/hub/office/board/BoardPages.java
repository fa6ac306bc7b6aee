package org.safeandaway.hub.office.board;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.views.ModelAndView;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import org.safeandaway.hub.configuration.Settings;
import org.safeandaway.hub.office.Naming;
import org.safeandaway.hub.office.Page;
import org.safeandaway.hub.office.Pages;
import org.safeandaway.hub.visit.ResponseReads;
import org.safeandaway.hub.visit.ResponseView;

/** The board: on a desk, and on a wall. */
@Controller("/")
@ExecuteOn(TaskExecutors.BLOCKING)
final class BoardPages {
  private final Pages pages;
  private final BoardReads reads;
  private final ResponseReads responses;
  private final Naming wallNames;

  BoardPages(Pages pages, BoardReads reads, ResponseReads responses, Settings settings) {
    this.pages = pages;
    this.reads = reads;
    this.responses = responses;
    this.wallNames = settings.site().wallInitials() ? Naming.INITIALS : Naming.FULL;
  }

  /** Who does not watch sees nobody else's visits, and begins with their own. */
  @Get
  @Produces(MediaType.TEXT_HTML)
  HttpResponse<?> board(HttpRequest<?> request) {
    Page page = pages.page(request, "Board", Page.Tab.BOARD);
    if (!page.watches()) {
      return HttpResponse.seeOther(URI.create("/visits"));
    }
    Board board = reads.board(page, Naming.FULL);
    Map<String, ResponseView.ClockView> clocks =
        responses.clocks(board.alarms().stream().map(it -> UUID.fromString(it.id())).toList());
    return HttpResponse.ok(
        new ModelAndView<>("board/board", Map.of("page", page, "board", board, "clocks", clocks)));
  }

  /** The same for a screen that people walk past. */
  @Get("/wall")
  @Produces(MediaType.TEXT_HTML)
  HttpResponse<?> wall(HttpRequest<?> request) {
    Page page = pages.page(request, "Wall", Page.Tab.BOARD, wallNames);
    Board board = reads.board(page, wallNames);
    return HttpResponse.ok(new ModelAndView<>("board/wall", Pages.model(page, "board", board)));
  }
}
