package dev.signalbox.console.members;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.tabs.TabSheet;
import com.vaadin.flow.component.textfield.EmailField;
import dev.signalbox.console.PageTest;
import dev.signalbox.console.fake.FakeInvitations;
import dev.signalbox.console.fake.FakePlatform;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemberListViewTest extends PageTest {

    @Test
    void everybodyIsListedWithTheirRoleAndWhetherTheyMayComeIn() {
        PLATFORM.members.add("Grace Okonkwo", "tenant_admin");
        PLATFORM.members.leave(PLATFORM.members.add("Tim Ashe", "tenant_member"));

        navigate(MemberListView.class);

        assertThat(rows())
                .satisfiesExactly(
                        ada -> assertThat(ada).contains("Ada Bright (you)", "ada@acme.test", "Owner", "Active"),
                        grace -> assertThat(grace).contains("Grace Okonkwo", "Admin", "Active"),
                        tim -> assertThat(tim).contains("Tim Ashe", "Member", "Disabled"));
    }

    @Test
    void anInvitationsLinkIsShownOnceAndLeadsToThisConsole() {
        navigate(MemberListView.class);

        press("Invite");
        find(EmailField.class).single().setValue("katherine@acme.test");
        press("Make the link");

        assertThat(screen()).contains("http://127.0.0.1:8090/join/" + FakeInvitations.TEXT, "Copy link");
        press("I have copied it");
        assertThat(screen()).contains("katherine@acme.test").doesNotContain(FakeInvitations.TEXT);
    }

    @Test
    void somebodyIsInvitedIntoAProjectAtOnce() {
        PLATFORM.projects.add(FakePlatform.PROJECT, "Production", false, "project_admin");
        PLATFORM.projects.add(FakePlatform.SECOND_PROJECT, "Not mine", false, "project_viewer");
        navigate(MemberListView.class);
        press("Invite");
        find(EmailField.class).single().setValue("katherine@acme.test");

        Select<Project> project = project();
        assertThat(project.getListDataView().getItems())
                .extracting(Project::name)
                .containsExactly("Production");
        test(project).selectItem("Production");
        press("Make the link");

        assertThat(PLATFORM.members.invitations()).singleElement().satisfies(made -> {
            assertThat(made.get("project_id").asString()).isEqualTo(FakePlatform.PROJECT);
            assertThat(made.get("project_role").asString()).isEqualTo("project_contributor");
        });
        press("I have copied it");
        assertThat(screen()).contains("Production, as a contributor");
    }

    @Test
    void anInvitationTheApiRefusesLosesNothingThatWasTyped() {
        PLATFORM.members.add("Grace Okonkwo", "tenant_admin");
        navigate(MemberListView.class);
        press("Invite");
        find(EmailField.class).single().setValue("grace@acme.test");

        assertThatThrownBy(() -> press("Make the link")).hasMessageContaining("grace@acme.test exists already");

        assertThat(find(EmailField.class).single().getValue()).isEqualTo("grace@acme.test");
    }

    @Test
    void takingAnInvitationBackAsksFirst() {
        PLATFORM.members.invite("katherine@acme.test", "tenant_member");
        navigate(MemberListView.class);
        open("Invitations");

        press("Revoke…");
        assertThat(PLATFORM.members.invitations()).hasSize(1);
        test(find(ConfirmDialog.class).single()).confirm();

        assertThat(PLATFORM.members.invitations()).isEmpty();
        assertThat(screen()).contains("Nobody is awaited");
    }

    @Test
    void aRoleIsChanged() {
        String grace = PLATFORM.members.add("Grace Okonkwo", "tenant_admin");
        navigate(MemberListView.class);

        pressIn("Grace Okonkwo", "Role…");
        choose(TenantRole.OWNER);
        press("Change role");

        assertThat(PLATFORM.members.role(grace)).isEqualTo("tenant_owner");
        assertThat(rows()).last().asString().contains("Owner");
    }

    @Test
    void aRoleThatSomebodyElseChangedMeanwhileIsNotOverwritten() {
        String grace = PLATFORM.members.add("Grace Okonkwo", "tenant_member");
        navigate(MemberListView.class);
        PLATFORM.members.touch(grace);

        pressIn("Grace Okonkwo", "Role…");
        choose(TenantRole.ADMIN);
        assertThatThrownBy(() -> press("Change role")).hasMessageContaining("changed this member meanwhile");

        assertThat(PLATFORM.members.role(grace)).isEqualTo("tenant_member");
    }

    @Test
    void disablingAsksFirstAndCanBeTakenBack() {
        String grace = PLATFORM.members.add("Grace Okonkwo", "tenant_admin");
        navigate(MemberListView.class);

        pressIn("Grace Okonkwo", "Disable…");
        assertThat(PLATFORM.members.disabled(grace)).isFalse();
        test(find(ConfirmDialog.class).single()).confirm();
        assertThat(PLATFORM.members.disabled(grace)).isTrue();

        pressIn("Grace Okonkwo", "Enable");
        assertThat(PLATFORM.members.disabled(grace)).isFalse();
    }

    @Test
    void whoMayNotManageMembersSeesThemAndNoButton() {
        PLATFORM.members.adaIs("tenant_member");
        PLATFORM.members.add("Grace Okonkwo", "tenant_admin");

        navigate(MemberListView.class);

        assertThat(rows()).hasSize(2);
        assertThat(find(Button.class).all()).extracting(Button::getText).doesNotContain("Invite", "Role…", "Disable…");
        assertThat(find(TabSheet.class).single().getTabCount()).isEqualTo(2);
    }

    @Test
    void anAdminDoesNotTouchAnOwnerAndMakesNone() {
        PLATFORM.members.adaIs("tenant_admin");
        PLATFORM.members.add("Grace Okonkwo", "tenant_owner");
        PLATFORM.members.add("Linus Holm", "tenant_member");
        navigate(MemberListView.class);

        assertThat(buttonsIn("Grace Okonkwo")).isEmpty();
        pressIn("Linus Holm", "Role…");

        assertThat(roles().getListDataView().getItems()).containsExactly(TenantRole.ADMIN, TenantRole.MEMBER);
    }

    @Test
    void nobodyDisablesThemselves() {
        navigate(MemberListView.class);

        assertThat(buttonsIn("Ada Bright (you)")).containsExactly("Role…");
    }

    private List<String> rows() {
        return find(PersonRow.class).all().stream().map(PageTest::text).toList();
    }

    private PersonRow row(String who) {
        return find(PersonRow.class).all().stream()
                .filter(row -> text(row).contains(who))
                .findFirst()
                .orElseThrow();
    }

    private List<String> buttonsIn(String who) {
        return find(Button.class, row(who)).all().stream().map(Button::getText).toList();
    }

    private void pressIn(String who, String words) {
        test(find(Button.class, row(who)).withText(words).single()).click();
    }

    private void open(String tab) {
        test(find(TabSheet.class).single()).select(tab);
    }

    @SuppressWarnings("unchecked")
    private RadioButtonGroup<TenantRole> roles() {
        return find(RadioButtonGroup.class).single();
    }

    private void choose(TenantRole role) {
        roles().setValue(role);
    }

    @SuppressWarnings("unchecked")
    private Select<Project> project() {
        return (Select<Project>) find(Select.class).all().stream()
                .filter(select -> "Also into a project".equals(select.getLabel()))
                .findFirst()
                .orElseThrow();
    }
}
