package dev.signalbox.connector.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signalbox.connector.Credential;
import dev.signalbox.connector.Secret;
import dev.signalbox.connector.Tool;
import dev.signalbox.connector.ToolCall;
import dev.signalbox.connector.ToolException;
import dev.signalbox.connector.ToolException.Reason;
import dev.signalbox.connector.testkit.LoopbackServer.Answer;
import dev.signalbox.connector.testkit.TestCall;
import dev.signalbox.connector.testkit.TestContext;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GithubConnectorTest {

    private static final String SHOP = "acme/shop";
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-01-01T12:00:00Z"), ZoneOffset.UTC);

    private GithubServer server;

    @BeforeEach
    void start() throws IOException {
        server = new GithubServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Nested
    class OfIssues {

        @Test
        void aListLeavesPullRequestsOut() throws Exception {
            server.answers(
                    "GET /repos/acme/shop/issues?labels=bug%2Cold&per_page=100&state=all",
                    "[" + GithubServer.issue(1) + ", {\"number\": 2, \"pull_request\": {}}]");

            var result = call("github_issue_list", search(30, "bug", "old"));

            assertThat((List<?>) result.get("issues")).hasSize(1).first().satisfies(issue -> assertThat(issue)
                    .asString()
                    .contains("number=1", "labels=[bug]", "assignees=[bob]", "author=ann"));
            assertThat(result.get("has_more")).isEqualTo(false);
        }

        @Test
        void pagesAreFollowedUntilThereAreEnough() throws Exception {
            page("", 1, 100, "&page=2");
            page("&page=2", 101, 200, "&page=3");
            page("&page=3", 201, 250, null);

            var some = call("github_issue_list", search(150));
            assertThat((List<?>) some.get("issues")).hasSize(150);
            assertThat(some.get("has_more")).isEqualTo(true);
            assertThat(server.http.seen()).hasSize(2);

            var all = call("github_issue_list", search(300));
            assertThat((List<?>) all.get("issues")).hasSize(250);
            assertThat(all.get("has_more")).isEqualTo(false);
        }

        @Test
        void aNextPageElsewhereIsNotFollowed() {
            server.answers(
                    "GET /repos/acme/shop/issues?per_page=100&state=all",
                    Map.of("Link", "<https://elsewhere.example/steal>; rel=\"next\""),
                    "[]");

            fails(Reason.UPSTREAM_FAILED, "github_issue_list", search(30));
        }

        @Test
        void anIssueComesWithItsComments() throws Exception {
            server.answers("GET /repos/acme/shop/issues/3", GithubServer.issue(3));
            server.answers(
                    "GET /repos/acme/shop/issues/3/comments?per_page=100",
                    "[{\"id\": 9, \"body\": \"Me too\", \"user\": {\"login\": \"cyd\"}}]");

            var result = call("github_issue_get", new Issues.Numbered(SHOP, 3));

            assertThat(result.get("title")).isEqualTo("Shelf is empty");
            assertThat(result.get("comment_list")).asString().contains("author=cyd", "body=Me too");
        }

        @Test
        void anIssueIsOpened() throws Exception {
            server.answers("POST /repos/acme/shop/issues", Answer.json(201, GithubServer.issue(4)));

            var result = call(
                    "github_issue_create",
                    new Issues.NewIssue(SHOP, "Shelf", Optional.of("b"), List.of("bug"), List.of()));

            assertThat(result.get("number")).isEqualTo(4L);
            assertThat(server.http.last().body())
                    .isEqualTo("{\"title\":\"Shelf\",\"body\":\"b\",\"labels\":[\"bug\"],\"assignees\":[]}");
            assertThat(server.http.last().headers().getFirst("Authorization")).isEqualTo("Bearer t0ken");
        }

        @Test
        void onlyWhatIsGivenIsChanged() throws Exception {
            server.answers("PATCH /repos/acme/shop/issues/4", GithubServer.issue(4));

            call("github_issue_update", closing(4));

            assertThat(server.http.last().body()).isEqualTo("{\"state\":\"closed\"}");
        }

        private void page(String page, int from, int to, String next) {
            var address = "/repos/acme/shop/issues?per_page=100&state=all";
            var items = IntStream.rangeClosed(from, to)
                    .mapToObj(GithubServer::issue)
                    .collect(Collectors.joining(","));
            Map<String, String> link = next == null
                    ? Map.of("Link", "<" + server.http.address() + address + ">; rel=\"first\"")
                    : Map.of(
                            "Link",
                            "<%s>; rel=\"prev\", <%s>; rel=\"next\", <%s>; rel=\"last\""
                                    .formatted(
                                            server.http.address() + "/x",
                                            server.http.address() + address + next,
                                            server.http.address() + "/y"));
            server.answers("GET " + address + page, link, "[" + items + "]");
        }
    }

    @Nested
    class OfPullRequests {

        @Test
        void theyAreListedAndRead() throws Exception {
            server.answers(
                    "GET /repos/acme/shop/pulls?base=main&per_page=30&state=open", "[" + GithubServer.PULL + "]");
            server.answers("GET /repos/acme/shop/pulls/5", GithubServer.PULL);

            var list = call(
                    "github_pull_list",
                    new Pulls.Search(SHOP, Issues.State.OPEN, Optional.of("main"), Optional.empty(), 30));
            var one = call("github_pull_get", new Issues.Numbered(SHOP, 5));

            assertThat(list.get("pulls")).asString().contains("head=fill", "head_sha=c0ffee", "base=main");
            assertThat(one.get("mergeable")).isEqualTo(true);
        }

        @Test
        void theirFilesComeWithPatches() throws Exception {
            server.answers(
                    "GET /repos/acme/shop/pulls/5/files?per_page=100",
                    "[{\"filename\": \"a.txt\", \"status\": \"modified\", \"additions\": 1, \"patch\": \"@@\"}]");

            assertThat(call("github_pull_files", new Pulls.FilesOf(SHOP, 5, 100))
                            .get("files"))
                    .asString()
                    .contains("filename=a.txt", "patch=@@");
        }

        @Test
        void oneIsOpened() throws Exception {
            server.answers("POST /repos/acme/shop/pulls", Answer.json(201, GithubServer.PULL));

            call("github_pull_create", new Pulls.NewPull(SHOP, "Fill", "fill", "main", Optional.empty(), true));

            assertThat(server.http.last().body())
                    .isEqualTo("{\"title\":\"Fill\",\"head\":\"fill\",\"base\":\"main\",\"draft\":true}");
        }

        @Test
        void oneIsMergedAtTheCommitThatWasLookedAt() throws Exception {
            server.answers("PUT /repos/acme/shop/pulls/5/merge", "{\"merged\": true, \"sha\": \"abc\"}");

            assertThat(call("github_pull_merge", merging())).isEqualTo(Map.of("merged", true, "sha", "abc"));

            assertThat(server.http.last().body()).isEqualTo("{\"merge_method\":\"squash\",\"sha\":\"c0ffee\"}");
        }

        @Test
        void whatCannotBeMergedIsAConflict() {
            server.answers(
                    "PUT /repos/acme/shop/pulls/5/merge",
                    Answer.json(405, "{\"message\": \"Pull Request is not mergeable\"}"));

            fails(Reason.CONFLICT, "github_pull_merge", merging());
        }
    }

    @Nested
    class OfFiles {

        @Test
        void aTextIsReadAsText() throws Exception {
            server.answers(
                    "GET /repos/acme/shop/contents/a%20b/%C3%BC.md?ref=v1",
                    "{\"type\": \"file\", \"path\": \"a b/ü.md\", \"sha\": \"s1\", \"size\": 6, "
                            + "\"encoding\": \"base64\", \"content\": \"R3LDvMOf\\nZQ==\\n\"}");

            var result = call("github_file_get", new Files.Read(SHOP, "/a b/ü.md", Optional.of("v1")));

            assertThat(result.get("text")).isEqualTo("Grüße");
            assertThat(result.get("sha")).isEqualTo("s1");
        }

        @Test
        void whatIsNoTextComesAsBase64() throws Exception {
            server.answers(
                    "GET /repos/acme/shop/contents/a.png",
                    "{\"type\": \"file\", \"encoding\": \"base64\", \"content\": \"/wA=\"}");

            assertThat(call("github_file_get", reading("a.png")).get("base64")).isEqualTo("/wA=");
        }

        @Test
        void aFolderIsNoFile() {
            server.answers("GET /repos/acme/shop/contents/docs", "[]");

            fails(Reason.INVALID_ARGUMENT, "github_file_get", reading("docs"));
        }

        @Test
        void aFileIsWrittenOverTheOneThatWasRead() throws Exception {
            server.answers(
                    "PUT /repos/acme/shop/contents/a.md",
                    "{\"content\": {\"path\": \"a.md\", \"sha\": \"s2\"}, \"commit\": {\"sha\": \"c2\"}}");

            var result = call("github_file_put", writing());

            assertThat(result).isEqualTo(Map.of("path", "a.md", "sha", "s2", "commit", "c2"));
            assertThat(server.http.last().body())
                    .isEqualTo("{\"message\":\"m\",\"content\":\"R3LDvMOfZQ==\",\"sha\":\"s1\"}");
        }

        @Test
        void aFileThatWasChangedMeanwhileIsAConflict() {
            server.answers(
                    "PUT /repos/acme/shop/contents/a.md",
                    Answer.json(409, "{\"message\": \"a.md does not match s1\"}"));

            fails(Reason.CONFLICT, "github_file_put", writing());
        }

        @ParameterizedTest
        @ValueSource(strings = {"../../other/secret", "a/../../b", "", "/", "a//b", "."})
        void aPathDoesNotLeadOut(String path) {
            fails(Reason.INVALID_ARGUMENT, "github_file_get", reading(path));
            assertThat(server.http.seen()).isEmpty();
        }
    }

    @Nested
    class Failing {

        @ParameterizedTest
        @CsvSource({
            "401, UNAUTHENTICATED",
            "403, PERMISSION_DENIED",
            "404, NOT_FOUND",
            "410, NOT_FOUND",
            "422, INVALID_ARGUMENT",
            "500, UPSTREAM_FAILED",
            "502, OUTCOME_UNKNOWN",
            "503, UNAVAILABLE"
        })
        void aStatusHasItsReason(int status, Reason reason) {
            server.answers(
                    "PATCH /repos/acme/shop/issues/4",
                    Answer.json(
                            status,
                            "{\"message\": \"No\", \"errors\": [{\"resource\": \"Issue\", \"field\": \"title\", "
                                    + "\"code\": \"missing\"}, \"and so on\"]}"));

            assertThat(fails(reason, "github_issue_update", closing(4)))
                    .hasMessage("GitHub answered " + status + ": No (Issue title missing; and so on)");
        }

        @Test
        void aSpentQuotaSaysWhenItIsFilled() {
            limited(403, Map.of("x-ratelimit-remaining", "0", "x-ratelimit-reset", "1767269700"));

            assertThat(fails(Reason.RATE_LIMITED, "github_issue_update", closing(4))
                            .retryAfter())
                    .hasValue(Duration.ofMinutes(15));
        }

        @Test
        void aQuotaThatWasFilledInThePastIsRetriedSoon() {
            limited(429, Map.of("x-ratelimit-remaining", "0", "x-ratelimit-reset", "1"));

            assertThat(fails(Reason.RATE_LIMITED, "github_issue_update", closing(4))
                            .retryAfter())
                    .hasValue(Duration.ofSeconds(1));
        }

        @Test
        void aWaitingTimeIsPassedOn() {
            limited(403, Map.of("retry-after", "60"));

            assertThat(fails(Reason.RATE_LIMITED, "github_issue_update", closing(4))
                            .retryAfter())
                    .hasValue(Duration.ofSeconds(60));
        }

        @Test
        void aLimitWithoutATimeWaitsAMinute() {
            limited(403, Map.of());

            assertThat(fails(Reason.RATE_LIMITED, "github_issue_update", closing(4))
                            .retryAfter())
                    .hasValue(Duration.ofMinutes(1));
        }

        @ParameterizedTest
        @ValueSource(strings = {"shop", "acme/shop/x", "../..", "acme/..", "acme/sh op", "acme/shop?x=", ""})
        void whatIsNoRepositoryIsRefused(String repository) {
            fails(Reason.INVALID_ARGUMENT, "github_issue_get", new Issues.Numbered(repository, 1));
            assertThat(server.http.seen()).isEmpty();
        }

        @Test
        void aRepositoryThatIsNotNamedIsRefused() {
            fails(Reason.PERMISSION_DENIED, "github_issue_get", new Issues.Numbered("evil/shop", 1));
            fails(Reason.PERMISSION_DENIED, "github_issue_get", new Issues.Numbered("acmes/shop", 1));
        }

        private void limited(int status, Map<String, String> headers) {
            server.answers(
                    "PATCH /repos/acme/shop/issues/4",
                    new Answer(status, headers, "{\"message\": \"API rate limit exceeded\"}"));
        }
    }

    @Test
    void theCheckAsksForNothingThatCounts() throws Exception {
        server.answers("GET /rate_limit", "{}");
        connector().check(call());

        server.answers("GET /rate_limit", Answer.json(401, "{\"message\": \"Bad credentials\"}"));
        assertThatExceptionOfType(ToolException.class)
                .isThrownBy(() -> connector().check(call()))
                .satisfies(failure -> assertThat(failure.reason()).isEqualTo(Reason.UNAUTHENTICATED));
    }

    private static Issues.Search search(int limit, String... labels) {
        return new Issues.Search(SHOP, Issues.State.ALL, List.of(labels), Optional.empty(), Optional.empty(), limit);
    }

    private static Issues.Changes closing(int number) {
        return new Issues.Changes(
                SHOP,
                number,
                Optional.empty(),
                Optional.empty(),
                Optional.of(Issues.NewState.CLOSED),
                List.of(),
                List.of());
    }

    private static Pulls.Merge merging() {
        return new Pulls.Merge(SHOP, 5, Pulls.Method.SQUASH, "c0ffee", Optional.empty());
    }

    private static Files.Read reading(String path) {
        return new Files.Read(SHOP, path, Optional.empty());
    }

    private static Files.Write writing() {
        return new Files.Write(
                SHOP, "a.md", "m", Optional.of("Grüße"), Optional.empty(), Optional.empty(), Optional.of("s1"));
    }

    private ToolException fails(Reason reason, String tool, Object arguments) {
        return assertThatExceptionOfType(ToolException.class)
                .isThrownBy(() -> call(tool, arguments))
                .satisfies(failure ->
                        assertThat(failure.reason()).as(failure.getMessage()).isEqualTo(reason))
                .actual();
    }

    @SuppressWarnings("unchecked") // the tool is looked up by the name that goes with these arguments
    private <I> Map<?, ?> call(String name, I arguments) throws InterruptedException {
        var tool = (Tool<I>) connector().tools().stream()
                .filter(offered -> offered.definition().name().equals(name))
                .findFirst()
                .orElseThrow();
        return (Map<?, ?>) tool.handler().handle(arguments, call()).structured();
    }

    private GithubConnector connector() {
        return new GithubConnector(
                new GithubSettings(URI.create(server.http.address() + "/"), List.of("Acme/*"), 5),
                new TestContext(NOON));
    }

    private static ToolCall call() {
        return TestCall.with(new Credential.Bearer(Secret.of("t0ken")));
    }
}
