package dev.signalbox.platform.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.connector.http.HttpPlugin;
import dev.signalbox.platform.ApiTest;
import dev.signalbox.platform.TestTenants.TestTenant;
import dev.signalbox.platform.access.Scope;
import dev.signalbox.platform.contract.Clause;
import dev.signalbox.platform.contract.Manual;
import dev.signalbox.platform.plugins.TestPluginJar;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The dry run over HTTP, on a platform that has the HTTP connector. */
class ValidateApiTest extends ApiTest {

    @TempDir
    private static Path plugins;

    private TestTenant acme;

    @DynamicPropertySource
    static void installTheHttpConnector(DynamicPropertyRegistry registry) throws IOException {
        TestPluginJar.write(plugins, "http", "0.1.0", HttpPlugin.class);
        registry.add("signalbox.plugins.folder", plugins::toString);
        registry.add("signalbox.plugins.allow-unsigned", () -> "true");
    }

    @BeforeEach
    void openATenant() {
        acme = tenants.aTenant();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "STEP_ID_INVALID | {'steps':[{'id':'a b','type':'delay','delay_s':1}]}",
                "STEP_ID_DUPLICATE | {'steps':[{'id':'a','type':'delay','delay_s':1},{'id':'a','type':'delay','delay_s':1}]}",
                "STEP_TYPE_UNKNOWN | {'steps':[{'id':'a','type':'dance'}]}",
                "AGENT_UNKNOWN | {'steps':[{'id':'a','type':'agent_call','agent_id':'mine','prompt':'p'}]}",
                "FIELD_REQUIRED | {'steps':[{'id':'a','type':'agent_call','instructions':'i','prompt':'p'}]}",
                "FIELD_INVALID | {'steps':[{'id':'a','type':'agent_call','model':'m','instructions':'i','prompt':'p','tools':['http_get']}]}",
                "FIELD_INVALID | {'steps':[{'id':'a','type':'agent_call','model':'m','instructions':'i','prompt':'p','max_turns':51}]}",
                "MODEL_UNKNOWN | {'steps':[{'id':'a','type':'agent_call','model_ref':'gpt-4o','instructions':'i','prompt':'p'}]}",
                "SERVER_UNKNOWN | {'steps':[{'id':'a','type':'agent_call','model':'m','instructions':'i','prompt':'p','tools':['connector://nowhere/t']}]}",
                "TOOL_UNKNOWN | {'steps':[{'id':'a','type':'agent_call','model':'m','instructions':'i','prompt':'p','tools':['connector://http/http_dance']}]}",
                "INSTANCE_UNKNOWN | {'steps':[{'id':'a','type':'agent_call','model':'m','instructions':'i','prompt':'p','tools':['8c5b9ec6-5a70-4d2f-9d3a-4a1f2b1f6b1e/t']}]}",
                "MODEL_UNKNOWN | {'steps':[{'id':'a','type':'llm_call','model_ref':'gpt-4o','prompt':'p'}]}",
                "MODEL_UNKNOWN | {'steps':[{'id':'a','type':'llm_call','model':'my model','prompt':'p'}]}",
                "FIELD_INVALID | {'steps':[{'id':'a','type':'llm_call','model':'m','prompt':'p','llm_params':{'temperature':7}}]}",
                "INPUT_SCHEMA_INVALID | {'steps':[{'id':'a','type':'llm_call','model':'m','prompt':'p','output_schema':{'type':7}}]}",
                "LEGACY_SHAPE | {'steps':[{'id':'a','type':'sequence'}]}",
                "NO_STEPS | {'steps':[]}",
                "NO_STEPS | {'steps':{'a':1}}",
                "UNKNOWN_FIELD | {'steps':[{'id':'a','type':'delay','delay_s':1,'depend_on':[]}]}",
                "FIELD_REQUIRED | {'steps':[{'id':'a','type':'lua_script'}]}",
                "FIELD_INVALID | {'steps':[{'id':'a','type':'delay','delay_s':1,'retry_count':99}]}",
                "DEPENDENCY_UNKNOWN | {'steps':[{'id':'a','type':'delay','delay_s':1,'depends_on':['b']}]}",
                "DEPENDENCY_CYCLE | {'steps':[{'id':'a','type':'delay','delay_s':1,'depends_on':['a']}]}",
                "SWITCH_TARGET_UNKNOWN | {'steps':[{'id':'a','type':'switch','switch_on':'x','cases':{'x':['b']}}]}",
                "TEMPLATE_SYNTAX | {'steps':[{'id':'a','type':'delay','delay_s':'{{input.'}]}",
                "TEMPLATE_UNKNOWN_ROOT | {'steps':[{'id':'a','type':'delay','delay_s':'{{env.HOME}}'}]}",
                "REFERENCE_UNKNOWN_STEP | {'steps':[{'id':'a','type':'delay','delay_s':'{{steps.b.result}}'}]}",
                "REFERENCE_NOT_UPSTREAM | {'steps':[{'id':'a','type':'delay','delay_s':'{{steps.b.result}}'},{'id':'b','type':'human_task'}]}",
                "REFERENCE_UNKNOWN_PART | {'steps':[{'id':'a','type':'delay','delay_s':'{{run.secret}}'}]}",
                "REFERENCE_OUTSIDE_LOOP | {'steps':[{'id':'a','type':'delay','delay_s':'{{item}}'}]}",
                "INPUT_UNKNOWN | {'input_schema':{'properties':{'x':{}},'additionalProperties':false},'steps':[{'id':'a','type':'delay','delay_s':'{{input.y}}'}]}",
                "INPUT_SCHEMA_INVALID | {'input_schema':{'type':7},'steps':[{'id':'a','type':'delay','delay_s':1}]}",
                "INPUT_SCHEMA_INVALID | {'steps':[{'id':'a','type':'guided','goal':'g','expected_output':{'type':7}}]}",
                "INPUT_SCHEMA_INVALID | {'steps':[{'id':'l','type':'for_each','for_each_items':[1],'for_each_body_steps':[{'id':'a','type':'guided','goal':'g','expected_output':{'$ref':'https://elsewhere/x'}}]}]}",
                "INPUT_SCHEMA_INVALID | {'nodes':[{'id':'a','type':'guided','data':{'goal':'g','expected_output':{'type':7}}}],'edges':[]}",
                "INPUT_SCHEMA_INVALID | {'steps':[{'id':'l','type':'for_each','for_each_items':[1],'for_each_body_steps':{'nodes':[{'id':'a','type':'guided','data':{'goal':'g','expected_output':{'type':7}}}],'edges':[]}}]}",
                "CONDITION_NOT_A_TEMPLATE | {'steps':[{'id':'a','type':'delay','delay_s':1,'condition':'{{input.x}} > 3'}]}",
                "LUA_SYNTAX | {'steps':[{'id':'a','type':'lua_script','script':'return ('}]}",
                "SECRET_NOT_AVAILABLE | {'steps':[{'id':'a','type':'delay','delay_s':'{{vault.X}}'}]}",
                "RISKY_DEFAULT | {'steps':[{'id':'a','type':'human_task','task_payload':{'risk':'high'},'timeout_default':{'approved':true}}]}",
                "SERVER_UNKNOWN | {'steps':[{'id':'a','type':'mcp_call','server_url':'connector://nowhere','tool_name':'t'}]}",
                "SERVER_UNKNOWN | {'steps':[{'id':'a','type':'mcp_call','server_url':'https://elsewhere','tool_name':'t'}]}",
                "INSTANCE_UNKNOWN | {'steps':[{'id':'a','type':'mcp_call','instance_id':'8c5b9ec6-5a70-4d2f-9d3a-4a1f2b1f6b1e','tool_name':'t'}]}",
                "TOOL_UNKNOWN | {'steps':[{'id':'a','type':'mcp_call','server_url':'connector://http','tool_name':'http_dance'}]}",
                "TOOL_ARGUMENTS_INVALID | {'steps':[{'id':'a','type':'mcp_call','server_url':'connector://http','tool_name':'http_get','tool_args':{'uri':'x'}}]}"
            })
    @Clause({
        "id | 1 to 64 letters",
        "tool_name | the tool",
        "agent_id | an agent that is kept",
        "Errors keep a draft from being published",
        "There are no operators",
        "structure | what is no graph",
        "legacy_shapes | how older documents",
        "ids | ids that are malformed",
        "dependencies | steps that wait for",
        "cycles | steps that wait for themselves",
        "templates | templates that cannot be read",
        "wiring | references to steps",
        "loops | loops too deep",
        "scripts | Lua that cannot be read",
        "conditions | conditions with operators",
        "bindings | connectors, instances and tools",
        "tool_arguments | arguments that do not fit",
        "schemas | JSON Schemas that are none",
        "models | models that are misnamed",
        "agents | agents that are not kept here"
    })
    void anErrorIsToldAndKeepsTheGraphFromBeingPublished(String code, String graph) {
        String uri = draft(Graphs.of(graph));

        JsonNode found = validate(uri);

        assertThat(found.path("valid").booleanValue()).isFalse();
        assertThat(codes(found, "error")).contains(code);
        as(acme.token())
                .post()
                .uri(uri + "/versions")
                .exchange()
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.issues[*].code")
                .value((java.util.List<String> told) -> assertThat(told).contains(code));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "INPUT_OPTIONAL | {'input_schema':{'properties':{'x':{}}},'steps':[{'id':'a','type':'delay','delay_s':'{{input.x}}'}]}",
                "EXAMPLE_INVALID | {'input_schema':{'required':['x']},'example_trigger_payload':{},'steps':[{'id':'a','type':'delay','delay_s':1}]}",
                "NEVER_STARTS | {'steps':[{'id':'a','type':'delay','delay_s':1,'no_auto_start':true}]}",
                "NO_HUMAN_GATE | {'steps':[{'id':'a','type':'agent_call','model':'m','instructions':'i','prompt':'p','tools':['connector://http/http_get','connector://http/http_post']}]}",
                "COST_HIGH | {'steps':[{'id':'l','type':'while','while_max_iterations':1001,'while_condition':'{{input.x}}','while_body_steps':[{'id':'a','type':'llm_call','model':'m','prompt':'p'}]}]}",
                "MODEL_NOT_CONFIGURED | {'steps':[{'id':'l','type':'llm_call','model_ref':'direct.nobody.gpt-4o','prompt':'p'}]}",
                "SECRET_IN_LITERAL | {'steps':[{'id':'a','type':'lua_script','script':'return {k = \\\"AKIAABCDEFGHIJKLMNOP\\\"}'}]}",
                "NO_HUMAN_GATE | {'steps':[{'id':'a','type':'mcp_call','server_url':'connector://http','tool_name':'http_get','tool_args':{'url':'https://a.example'}},{'id':'b','type':'mcp_call','server_url':'connector://http','tool_name':'http_post','depends_on':['a'],'tool_args':{'url':'https://b.example','text':'{{steps.a.result.body}}'}}]}"
            })
    @Clause({
        "example_trigger_payload | an input for trying out",
        "input | references to members of the input",
        "secrets | what looks like a credential",
        "safety | actions on the outside"
    })
    void aWarningIsToldAndDoesNotHinder(String code, String graph) {
        String uri = draft(Graphs.of(graph));

        JsonNode found = validate(uri);

        assertThat(codes(found, "warning")).contains(code);
        assertThat(found.path("valid").booleanValue()).isTrue();
        as(acme.token()).post().uri(uri + "/versions").exchange().expectStatus().isCreated();
    }

    @Test
    void whatATemplateWillBringIsNotJudged() {
        String uri = draft(
                Graphs.of(
                        "{'steps':[{'id':'a','type':'mcp_call','server_url':'connector://http',"
                                + "'tool_name':'http_get','tool_args':{'url':'{{input.url}}','expected_status':'{{input.expected}}'}}]}"));

        JsonNode found = validate(uri);

        assertThat(found.path("issues")).isEmpty();
        assertThat(found.path("checks_performed").toString()).contains("tool_arguments", "cycles", "permissions");
    }

    @Test
    @Clause({"valid | whether there is no error", "checks_performed | the checks", "issues | {severity, code, step_id"})
    void theAnswerSaysWhatWasCheckedAndWhereWhatIsWrong() {
        String uri = draft(Graphs.of("{'steps':[{'id':'a','type':'mcp_call','server_url':'connector://http',"
                + "'tool_name':'http_get','tool_args':{'url':'{{steps.b.result}}'}}]}"));

        JsonNode found = validate(uri);

        assertThat(found.path("valid").booleanValue()).isFalse();
        assertThat(found.path("checks_performed")).isNotEmpty();
        JsonNode issue = found.path("issues").get(0);
        assertThat(issue.propertyNames())
                .containsExactlyInAnyOrder("severity", "code", "step_id", "path", "message", "hint");
        assertThat(issue.path("path").asString()).isEqualTo("steps[0].tool_args.url");
        assertThat(issue.path("step_id").asString()).isEqualTo("a");
        assertThat(issue.path("severity").asString()).isEqualTo("error");
    }

    /** What is listed is what is checked. */
    @Test
    void everyCheckOfTheManualIsMade() throws IOException {
        JsonNode found = validate(draft(Graphs.aNote()));

        assertThat(found.path("checks_performed").valueStream().map(JsonNode::asString))
                .containsExactlyInAnyOrderElementsOf(Manual.read(Path.of("../docs/workflows.md")).clauses().stream()
                        .filter(clause -> clause.matches("[a-z_]+ \\| [^|]* \\| [A-Z_, ]+"))
                        .map(clause -> clause.substring(0, clause.indexOf(' ')))
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'id':'a','type':'mcp_call','server_url':'connector://http','tool_name':'http_get','tool_args':{'url':'https://a.example'}}",
                "{'id':'l','type':'for_each','for_each_items':[1],'for_each_body_steps':[{'id':'a','type':'mcp_call','server_url':'connector://http','tool_name':'http_get','tool_args':{'url':'https://a.example'}}]}"
            })
    @Clause("permissions | what whoever asks could not do in a run")
    void aPublisherWhoMayNotCallToolsIsWarned(String step) {
        String uri = draft(Graphs.of("{'steps':[" + step + "]}"));

        JsonNode found = body(as(acme.token(Scope.WORKFLOW_READ))
                .post()
                .uri(uri + "/validate")
                .exchange());

        assertThat(found.path("issues").valueStream().map(issue -> issue.path("message")
                        .asString()))
                .containsExactly(
                        "Your token lacks workflow:run: you cannot start a run yourself.",
                        "Your token lacks mcp:execute: a run that you start fails at its first tool call.");
        assertThat(codes(found, "warning")).containsOnly("PERMISSION_MISSING");
    }

    @Test
    @Clause("POST /v1/workflows/{id}/validate (tool workflows_validate) is a dry run")
    void aGraphOfTheBodyIsJudgedInPlaceOfTheDraft() {
        String uri = draft(Graphs.aNote());

        JsonNode found = body(as(acme.token())
                .post()
                .uri(uri + "/validate")
                .bodyValue(Map.of("graph", Graphs.of("{'steps':[]}")))
                .exchange());

        assertThat(codes(found, "error")).contains("NO_STEPS");
    }

    @Test
    void theBodyOfALoopMayBeADrawing() {
        String uri = draft(
                Graphs.of(
                        "{'steps':[{'id':'l','type':'for_each','for_each_items':[1],'for_each_body_steps':{'nodes':[{'id':'a','type':'delay','data':{'delay_s':1}}],'edges':[]}}]}"));

        assertThat(validate(uri).path("issues")).isEmpty();
        as(acme.token()).post().uri(uri + "/versions").exchange().expectStatus().isCreated();
    }

    @Test
    void aThousandAndOneStepsAreTooMany() {
        var graph = JsonNodeFactory.instance.objectNode();
        ArrayNode steps = graph.putArray("steps");
        for (int i = 0; i <= 1_000; i++) {
            steps.addObject().put("id", "s" + i).put("type", "delay").put("delay_s", 1);
        }

        JsonNode found = validate(draft(graph));

        assertThat(codes(found, "error")).contains("TOO_MANY_STEPS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "'text'", "{'graph':[]}", "{'graph':7}", "{'graf':{}}", "{"})
    void aBodyOfAnotherShapeIsABadRequest(String json) {
        String uri = draft(Graphs.aNote());

        as(acme.token())
                .post()
                .uri(uri + "/validate")
                .header("Content-Type", "application/json")
                .bodyValue(json.replace('\'', '"'))
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("INVALID_ARGUMENT");
    }

    @Test
    @Clause("a graph | 1 MiB")
    void aGraphBeyondAMebibyteIsTooLarge() {
        String uri = draft(Graphs.aNote());

        as(acme.token())
                .post()
                .uri(uri + "/validate")
                .bodyValue(Map.of("graph", Map.of("metadata", "x".repeat(1 << 20))))
                .exchange()
                .expectStatus()
                .isEqualTo(413);
    }

    private String draft(JsonNode graph) {
        return "/v1/workflows/"
                + body(as(acme.token())
                                .post()
                                .uri("/v1/workflows")
                                .bodyValue(Map.of("name", "Draft", "graph", graph))
                                .exchange()
                                .expectStatus()
                                .isCreated())
                        .path("id")
                        .asString();
    }

    private JsonNode validate(String uri) {
        return body(as(acme.token())
                .post()
                .uri(uri + "/validate")
                .exchange()
                .expectStatus()
                .isOk());
    }

    private static java.util.List<String> codes(JsonNode found, String severity) {
        return found.path("issues")
                .valueStream()
                .filter(issue -> issue.path("severity").asString().equals(severity))
                .map(issue -> issue.path("code").asString())
                .toList();
    }
}
