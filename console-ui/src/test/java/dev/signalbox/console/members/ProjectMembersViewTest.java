package dev.signalbox.console.members;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.router.QueryParameters;
import dev.signalbox.console.PageTest;
import dev.signalbox.console.fake.FakeMembers;
import dev.signalbox.console.fake.FakePlatform;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProjectMembersViewTest extends PageTest {

    private static final String PROJECT = FakePlatform.PROJECT;

    private String grace = "";
    private String linus = "";

    @BeforeEach
    void peopleAndAProject() {
        grace = PLATFORM.members.add("Grace Okonkwo", "tenant_admin");
        linus = PLATFORM.members.add("Linus Holm", "tenant_member");
    }

    @Test
    void theProjectsOfTheWorkspaceLeadToTheirMembers() {
        PLATFORM.projects.add(PROJECT, "Production", false, "project_admin");
        PLATFORM.projects.give(PROJECT, linus, "project_viewer");

        UI.getCurrent().navigate("members", QueryParameters.of("show", "projects"));
        assertThat(screen()).contains("Production", "Private");
        open();

        assertThat(screen()).contains("Production", "Only these people work here", "Linus Holm", "Viewer");
    }

    @Test
    void somebodyOfTheWorkspaceIsAdded() {
        PLATFORM.projects.add(PROJECT, "Production", false, "project_admin");
        PLATFORM.projects.give(PROJECT, FakeMembers.ADA, "project_admin");
        open();

        press("Add member");
        assertThat(who().getListDataView().getItems())
                .extracting(Member::displayName)
                .containsExactly("Grace Okonkwo", "Linus Holm");
        who().setValue(who().getListDataView().getItem(1));
        press("Add");

        assertThat(PLATFORM.projects.roles(PROJECT)).containsEntry("Linus Holm", "project_contributor");
        assertThat(screen()).contains("Linus Holm", "Contributor");
    }

    @Test
    void nobodyChosenIsNobodyAdded() {
        PLATFORM.projects.add(PROJECT, "Production", false, "project_admin");
        open();
        press("Add member");

        press("Add");

        assertThat(who().isInvalid()).isTrue();
        assertThat(PLATFORM.projects.roles(PROJECT)).isEmpty();
    }

    @Test
    void aRoleIsChanged() {
        PLATFORM.projects.add(PROJECT, "Production", false, "project_admin");
        PLATFORM.projects.give(PROJECT, linus, "project_viewer");
        open();

        press("Role…");
        roles().setValue(ProjectRole.ADMIN);
        press("Change role");

        assertThat(PLATFORM.projects.roles(PROJECT)).containsEntry("Linus Holm", "project_admin");
    }

    @Test
    void removingAsksFirst() {
        PLATFORM.projects.add(PROJECT, "Production", false, "project_admin");
        PLATFORM.projects.give(PROJECT, linus, "project_viewer");
        open();

        press("Remove…");
        assertThat(PLATFORM.projects.roles(PROJECT)).hasSize(1);
        test(find(ConfirmDialog.class).single()).confirm();

        assertThat(PLATFORM.projects.roles(PROJECT)).isEmpty();
        assertThat(screen()).contains("Nobody works here");
    }

    @Test
    void aContributorMayOnlyLeave() {
        PLATFORM.members.adaIs("tenant_member");
        PLATFORM.projects.add(PROJECT, "Production", false, "project_contributor");
        PLATFORM.projects.give(PROJECT, FakeMembers.ADA, "project_contributor");
        PLATFORM.projects.give(PROJECT, grace, "project_viewer");

        open();

        assertThat(buttons()).containsExactly("Leave…");
    }

    @Test
    void aPublicProjectSaysThatEverybodyContributes() {
        PLATFORM.projects.add(PROJECT, "Sandbox", true, "project_admin");

        open();

        assertThat(screen()).contains("Public", "Everybody in the workspace contributes", "Nobody stands out");
    }

    @Test
    void whatIsOfferedFollowsThePlatformsRule() {
        var owner = new Viewer("ada", TenantRole.OWNER, List.of("member:manage"));
        var admin = new Viewer("ada", TenantRole.ADMIN, List.of("member:manage"));
        var privately = new Project("p", "Production", false, ProjectRole.VIEWER);
        var gone = member("grace", ProjectRole.ADMIN, true);

        assertThat(ProjectHand.of(owner, privately, List.of(gone)).gives()).contains(ProjectRole.ADMIN);
        assertThat(ProjectHand.of(admin, privately, List.of(gone)).gives()).containsExactly(ProjectRole.VIEWER);
        assertThat(ProjectHand.of(owner, privately, List.of(member("grace", ProjectRole.ADMIN, false)))
                        .mayRemove(member("grace", ProjectRole.ADMIN, false)))
                .isFalse();
    }

    @Test
    void nobodyGainsByLeaving() {
        var viewer = new Viewer("ada", TenantRole.MEMBER, List.of());
        var open = new Project("p", "Sandbox", true, ProjectRole.VIEWER);

        assertThat(ProjectHand.of(viewer, open, List.of()).mayRemove(member("ada", ProjectRole.VIEWER, false)))
                .isFalse();
        assertThat(ProjectHand.of(viewer, open, List.of()).mayRemove(member("ada", ProjectRole.CONTRIBUTOR, false)))
                .isTrue();
    }

    private static ProjectMember member(String id, ProjectRole role, boolean disabled) {
        return new ProjectMember(id, id + "@acme.test", id, role, disabled, java.time.Instant.EPOCH);
    }

    private void open() {
        navigate(ProjectMembersView.class, Map.of("project", PROJECT));
    }

    private List<String> buttons() {
        return find(Button.class).all().stream()
                .map(Button::getText)
                .filter(words ->
                        List.of("Add member", "Role…", "Remove…", "Leave…").contains(words))
                .toList();
    }

    @SuppressWarnings("unchecked")
    private ComboBox<Member> who() {
        return find(ComboBox.class).single();
    }

    @SuppressWarnings("unchecked")
    private RadioButtonGroup<ProjectRole> roles() {
        return find(RadioButtonGroup.class).single();
    }
}
