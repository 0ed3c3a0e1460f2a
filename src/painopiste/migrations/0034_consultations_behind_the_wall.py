"""The second wall (0011) stands around consultations and all that stands in them, and around what the trail tells of them."""

from importlib import import_module

from django.db import migrations

from painopiste.migrations._walls import BY_MARKING, around, within

proposals = import_module("painopiste.migrations.0032_proposals_behind_the_wall")

POLICIES = {
    "consultation": BY_MARKING,
    "consultationquestion": within("consultationquestion", consultation_id="consultation"),
    "consultationevent": within("consultationevent", consultation_id="consultation"),
    "consultationinvitee": within("consultationinvitee", consultation_id="consultation"),
    "consultationanswer": within("consultationanswer", invitee_id="consultationinvitee"),
    "consultationfile": within("consultationfile", invitee_id="consultationinvitee"),
}
EARLIER = proposals.EARLIER | proposals.KINDS
KINDS = {"consultation": "consultation"}


class Migration(migrations.Migration):
    dependencies = [("painopiste", "0033_consultations")]
    operations = [around(POLICIES, earlier=EARLIER, kinds=KINDS)]
