package dev.signalbox.console.shell;

import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.notification.NotificationVariant;

/** A sentence at the top end of the window, where it covers no row. */
public final class Toast {

    private Toast() {}

    public static void done(String sentence) {
        show(sentence, 4000, NotificationVariant.SUCCESS);
    }

    /** Refusals stay longer: they have to be read. */
    public static void refused(String sentence) {
        var notice = show(sentence, 9000, NotificationVariant.ERROR);
        notice.setAssertive(true);
    }

    private static Notification show(String sentence, int millis, NotificationVariant variant) {
        var notice = Notification.show(sentence, millis, Notification.Position.TOP_END);
        notice.addThemeVariants(variant);
        return notice;
    }
}
