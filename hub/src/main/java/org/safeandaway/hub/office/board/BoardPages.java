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
import org.safeandaway.hub.configuration.Settings;
import org.safeandaway.hub.office.Naming;
import org.safeandaway.hub.office.Page;
import org.safeandaway.hub.office.Pages;

/** The board: on a desk, and on a wall. */
@Controller("/")
@ExecuteOn(TaskExecutors.BLOCKING)
final class BoardPages {
  private final Pages pages;
  private final BoardReads reads;
  private final Naming wallNames;

  BoardPages(Pages pages, BoardReads reads, Settings settings) {
    this.pages = pages;
    this.reads = reads;
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
    return HttpResponse.ok(new ModelAndView<>("board/board", Pages.model(page, "board", board)));
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
