package dev.signalbox.platform.triggers;

import dev.signalbox.platform.problem.ApiException;
import dev.signalbox.platform.triggers.TriggerController.CreateTrigger;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebInputException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Changes the settings of a trigger by a merge patch: so null can say that a field is to be taken away, and what comes out is
 * read as a new trigger would be. The payload is replaced as a whole: it is one value, the input of the runs.
 */
@Component
class SettingsPatch {

    private final JsonMapper json;

    SettingsPatch(JsonMapper json) {
        this.json = json;
    }

    TriggerSettings apply(TriggerSettings current, ObjectNode patch) {
        ObjectNode changed = json.valueToTree(current);
        changed.setAll(patch);
        for (String required : List.of("name", "cron")) {
            if (changed.path(required).isNull()) {
                throw ApiException.invalid(required, "cannot be taken away");
            }
        }
        try {
            return json.treeToValue(changed, CreateTrigger.class).settings();
        } catch (JacksonException e) {
            throw new ServerWebInputException("The patch leaves no trigger", null, e);
        }
    }
}
