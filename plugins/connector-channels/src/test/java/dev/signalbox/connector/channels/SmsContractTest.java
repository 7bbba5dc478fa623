package dev.signalbox.connector.channels;

import dev.signalbox.connector.testkit.ConnectorContract;
import dev.signalbox.connector.testkit.Example;
import java.util.List;

class SmsContractTest extends ConnectorContract {

    @Override
    protected String connector() {
        return "sms";
    }

    @Override
    protected String settings() {
        return "{\"base_url\": \"%s\", \"from\": \"+15551234567\", \"account_sid\": \"AC0\"}"
                .formatted(server.address());
    }

    @Override
    protected List<Example> examples() {
        return List.of(Example.of("sms_send", "{\"to\": \"+41791234567\", \"text\": \"The shelf is full.\"}"));
    }

    @Override
    protected List<Example> refused() {
        return List.of(
                Example.of("sms_send", "{\"to\": \"079 123 45 67\", \"text\": \"hello\"}"),
                Example.of("sms_send", "{\"to\": \"+41791234567\", \"text\": \"\"}"));
    }
}
