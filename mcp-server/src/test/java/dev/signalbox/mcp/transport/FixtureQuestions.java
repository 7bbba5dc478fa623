package dev.signalbox.mcp.transport;

import dev.signalbox.mcp.platform.Json;
import tools.jackson.databind.node.ObjectNode;

/** What the suite's tools ask the client. */
final class FixtureQuestions {

    private FixtureQuestions() {}

    static Question elicit(String message, String schema) {
        ObjectNode params = Json.MAPPER.createObjectNode().put("message", message);
        params.set("requestedSchema", Json.MAPPER.readTree(schema));
        return new Question("elicitation/create", params);
    }

    static Question elicitOne(String message, String name, String type) {
        return elicit(message, """
                {"type":"object","properties":{"%s":{"type":"%s"}},"required":["%s"]}""".formatted(name, type, name));
    }

    static Question sample(String prompt, int tokens) {
        ObjectNode params = Json.MAPPER.createObjectNode();
        params.putArray("messages").addObject().put("role", "user").set("content", FixtureContent.text(prompt));
        return new Question("sampling/createMessage", params.put("maxTokens", tokens));
    }

    static Question roots() {
        return new Question("roots/list", Json.MAPPER.createObjectNode());
    }

    static final String USER = """
            {"type":"object","properties":{
              "username":{"type":"string","description":"User's response"},
              "email":{"type":"string","description":"User's email address"}},
             "required":["username","email"]}""";

    static final String DEFAULTS = """
            {"type":"object","properties":{
              "name":{"type":"string","default":"John Doe"},
              "age":{"type":"integer","default":30},
              "score":{"type":"number","default":95.5},
              "status":{"type":"string","enum":["active","inactive","pending"],"default":"active"},
              "verified":{"type":"boolean","default":true}}}""";

    static final String ENUMS = """
            {"type":"object","properties":{
              "untitledSingle":{"type":"string","enum":["option1","option2","option3"]},
              "titledSingle":{"type":"string","oneOf":[
                {"const":"value1","title":"First Option"},{"const":"value2","title":"Second Option"},
                {"const":"value3","title":"Third Option"}]},
              "legacyEnum":{"type":"string","enum":["opt1","opt2","opt3"],
                "enumNames":["Option One","Option Two","Option Three"]},
              "untitledMulti":{"type":"array","items":{"type":"string","enum":["option1","option2","option3"]}},
              "titledMulti":{"type":"array","items":{"anyOf":[
                {"const":"value1","title":"First Choice"},{"const":"value2","title":"Second Choice"},
                {"const":"value3","title":"Third Choice"}]}}}}""";
}
