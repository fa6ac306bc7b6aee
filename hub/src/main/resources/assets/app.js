// Everything that runs in the browser. Pages are rendered by the hub; this keeps them fresh, lets
// clocks tick, sounds the siren, and asks before something final.
import "/assets/turbo/turbo.es2017-esm.js";
import "/assets/hub.js";
import "/assets/clock.js";
import "/assets/session.js";
import "/assets/refresh.js";
import "/assets/trouble.js";
import "/assets/siren.js";
import "/assets/watching.js";
import "/assets/flash.js";
import "/assets/keys.js";
import "/assets/confirm.js";
import "/assets/twice.js";
import "/assets/forms.js";
import "/assets/push.js";
import "/assets/print.js";

// Its bar would need an inline style; the page's own shows while <html> is busy.
window.Turbo.config.drive.progressBarDelay = 2 ** 31 - 1;
