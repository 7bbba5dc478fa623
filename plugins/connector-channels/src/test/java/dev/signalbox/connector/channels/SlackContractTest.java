package dev.signalbox.connector.channels;

import dev.signalbox.connector.ConnectorInfo.Authentication;
import dev.signalbox.connector.Credential;
import dev.signalbox.connector.Secret;
import dev.signalbox.connector.testkit.ConnectorContract;
import dev.signalbox.connector.testkit.Example;
import java.util.List;

class SlackContractTest extends ConnectorContract {

    @Override
    protected String connector() {
        return "slack";
    }

    @Override
    protected String settings() {
        return "{\"host\": \"%s\"}".formatted(server.address().replace("http://", ""));
    }

    @Override
    protected Credential credential(Authentication kind) {
        return new Credential.ApiKey(Secret.of(server.address() + "/services/T0/B0/s3cret"));
    }

    @Override
    protected List<Example> examples() {
        return List.of(Example.of("slack_send", "{\"text\": \"The shelf is full.\"}"));
    }

    @Override
    protected List<Example> refused() {
        return List.of(Example.of("slack_send", "{\"text\": \" \"}"));
    }
}
